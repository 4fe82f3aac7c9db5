## 首页、版面与全部报道

front-head = 要闻
front-live = 正在直播
front-since = 您上次访问以来
front-since-new = 您上次访问（{ $looked }）以来：{ $count }篇新报道。
front-since-about = 您上次访问（{ $looked }）以来：{ $count }篇新报道，主要关于{ $stories }。
front-headline-comma = ；
front-latest = 最新
front-trending = 热议话题
front-more = 更多事件
front-empty = 暂时没有内容。
front-empty-hint = 信源读取完毕后，相关事件将显示在这里。
front-empty-sources = 查看信源。
section-empty = 本版面暂时没有事件。

river-head = 最新
river-empty = 暂时没有内容。
river-unread = 未读
river-unread-empty = 这里的内容都已读过。
river-mark-all = 全部标为已读
river-marked = 已于{ $when }全部标为已读。
river-undo = 撤销
river-older = 更早的报道

publisher-empty = 没有保存这家媒体的报道。
publisher-kept = 保存了{ $count }篇报道

hashtag-empty = 没有保存带有这个标签的报道。
hashtag-facts = { $kind ->
    [person] 人物
    [organisation] 机构
    [place] 地点
   *[topic] 话题
}；{ NUMBER($count) }篇报道
hashtag-also-written = { $facts }；又写作{ $spellings }

place-facts = { $kind ->
    [city] 城市
    [region] 地区
    [country] 国家或地区
   *[wide] 世界地区
}；{ $count }篇报道
place-empty = 没有关于这个地点的报道。
