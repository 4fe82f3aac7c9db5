## 读者的规则

rules-head = 规则
rules-note = 您不想看到的、想一直保留的或想及时得知的内容。规则查找的范围与搜索相同。
rules-new = 新规则
rules-look-for = 查找
rules-hint = 词语、"短语"、#标签、publisher:example.org、lang:de、section:sports；减号表示排除。
rules-and-then = 然后
rules-try = 试一试
rules-preview = 会匹配的内容
rules-would-meet = 最近{ NUMBER($days) }天会匹配{ NUMBER($count) }篇报道。
rules-would-meet-more = 最近{ NUMBER($days) }天会匹配超过{ NUMBER($count) }篇报道。
rules-make = 建立规则
rules-yours = 您的规则
rules-none = 还没有规则。媒体和标签的页面以及搜索页都有快捷入口。
rules-drop = 删除
rules-drop-which = 删除规则{ $rule }
rules-empty-question = 请指明规则要查找的内容。
rules-too-many = 您已有50条规则，达到上限。请先删除其中一条。

deed-hide = 隐藏
deed-star = 加星标
deed-notify = 通知我
deed-done-hide = 隐藏
deed-done-star = 加星标
deed-done-notify = 通知
deed-note-hide = 不在首页、最新、版面和相关报道中显示。词语在标题和首句中查找。
deed-note-star = 每篇到达时加上星标。
deed-note-notify = 每篇到达时发送通知，在您查看之前最多20条。

rules-hidden = 您的规则隐藏了{ $count }项。
rules-nothing-left = 按您的规则，本页没有可显示的内容。
rules-make-one = 建立规则

notice-found-gone = 一篇已不再保存的报道
notice-found-by = 由您的规则找到：{ $rule }
notice-read-it = 阅读
follows-too-many-searches = 您已关注30个搜索，达到上限。请先取消其中一个。
follows-empty-search = 没有内容的搜索无法关注。
