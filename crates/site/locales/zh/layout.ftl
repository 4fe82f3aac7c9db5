## 每个页面的四周

layout-skip = 跳到正文
layout-search = 搜索
layout-search-site = 搜索本站
layout-saved = 收藏
layout-sections = 版面
layout-notices = { $count }条通知
layout-undecided = { NUMBER($count) }条待处理

nav-top-stories = 要闻
nav-following = 关注
nav-latest = 最新

foot-site = { $site }，来自站长信任的媒体
foot-sources = 信源
foot-corrections = 更正
foot-decisions = 处理记录
foot-readers = 读者
foot-moderation = 评论审核
foot-keyboard = 键盘
foot-feed-page = 本页订阅
foot-feed-stories = 事件订阅
foot-feed-articles = 报道订阅

feed-stories = { $site }：要闻
feed-articles = { $site }：最新报道
feed-comments = 评论：{ $title }

new-articles = { $count }篇新报道
new-comments = { $count }条新评论
