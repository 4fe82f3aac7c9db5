## 读者的收藏与关注

saved-head = 收藏
saved-empty = 还没有收藏任何报道。每篇报道的页面上都有收藏按钮。
starred-head = 星标
starred-empty = 还没有加星标的报道。每篇报道的页面上都有星标按钮。
history-head = 历史
history-empty = 还没有打开过任何报道。
reading-earlier = 更早

follows-head = 关注
follows-empty = 您还没有关注任何内容。
follows-empty-hint = 事件、标签、人物、地点和媒体的页面上都有关注按钮。它们的最新内容会显示在这里。
follows-newest = 最新报道
follows-gone = 您关注的内容在这里已没有保存。
follows-what = 您关注的内容
follows-unfollow = 取消关注{ $label }
follows-too-many = 您已关注200项内容，达到上限。请先取消其中一项。

## 键盘

keys-head = 键盘
key-next = 下一篇报道或下一个事件
key-former = 上一个
key-open = 打开
key-star = 加星标或取消星标
key-read = 标为已读或未读
key-search = 搜索
key-list = 显示本列表
