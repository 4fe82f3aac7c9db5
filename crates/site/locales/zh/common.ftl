## 许多页面共用的词语

articles = { $count }篇报道
publishers = { $count }家媒体
comments = { $count }条评论
coverage = { $publishers }家媒体的{ $articles }篇报道

list-comma = 、
list-end = { $start }和{ $last }
list-end-of-markup = { $start }和{ $last }

sign-in = 登录
follow = 关注
unfollow = 取消关注
following-unfollow = 已关注：取消
live = 直播
all = 全部
articles-head = 报道
stories-head = 事件
hashtags-head = 标签
take-back = 撤销
appeal = 申诉
leave-as-it-is = 保持不变
leave-it = 取消
former-reader = 已注销的读者

## 版面

section-politics = 政治
section-business = 财经
section-science = 科学
section-technology = 科技
section-sports = 体育
section-culture = 文化
section-society = 社会

## 列表中的报道

access-metered = 限量免费
access-subscribers = 订户专享
card-saved = 已收藏
card-starred = 已加星标
card-updated = 已更新
card-also-in = 另见：{ $publishers }

## 列表中的事件

story-day = 第{ NUMBER($day) }天
story-foot = 报道情况及排列理由

rank-countries = 遍及{ NUMBER($countries) }个国家
rank-languages = 以{ NUMBER($languages) }种语言
rank-countries-and-languages = 遍及{ NUMBER($countries) }个国家、{ NUMBER($languages) }种语言
rank-lately = 最近10小时内有{ $count }家媒体
rank-copies = { $count }家媒体转载
rank-speed = 3小时内有{ NUMBER($count) }家媒体
rank-follow-ups = { $count }篇后续报道
rank-pace = { $count ->
    [1] 该媒体10小时内唯一的报道
   *[other] 该媒体10小时内{ $count }篇报道之一
}
rank-pace-many = 该媒体10小时内100篇以上报道之一

also-about = 同样涉及{ $hashtags }
