## 报道

article-by = 作者：{ $authors }
author-in = { $name }（发自{ $place }）
article-updated = { $when }更新
article-versions = { $count }个早前版本
article-actions = 本篇报道
article-star = 加星标
article-starred = 已加星标
article-save = 稍后阅读
article-saved = 已收藏
article-metered = { $publisher }允许访客免费阅读若干篇报道。
article-subscribers = 全文仅供{ $publisher }的订户阅读。
article-media = 视频与音频
media-picture = 图片
media-film = 视频
media-sound = 音频
article-follow-at = 前往{ $publisher }继续关注
article-see-at = 前往{ $publisher }查看
article-whole-at = 前往{ $publisher }阅读全文
article-posts = 直播内容，最新在前
article-earlier-posts = 更早的内容
article-around = 本篇报道相关内容
article-same-story = 同一事件
article-story-all = 查看{ $publishers }家媒体的全部{ $articles }篇报道
article-related = 相关报道
article-places = 地点
article-post-gone = 这条内容已被其媒体移除。
article-post-versions = 这条内容先前的说法
article-post-now = 现在
# $when (Markup): how long ago.
article-post-until = 直到 { $when }
article-post-unchanged = 这条内容自首次出现以来没有改动。
