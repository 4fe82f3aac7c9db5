## 事件

story-coverage = 各家报道
story-why-here = 归入理由
story-copies-in = 另有{ $count }家媒体刊登
story-earlier-coverage = 更早的报道
story-unfolded = 来龙去脉
story-told-by = { $count }家媒体报道
story-in-its-place = 查看上下文
story-said = 各方说法
story-about = 关于本事件
story-numbers = 数字概览
story-articles = 报道
story-publishers = 媒体
story-near-copies = 其中内容雷同
story-first-report = 首篇报道
story-latest-report = 最新报道
story-taken-up = 再度关注
story-rested = 时隔{ $days }天
story-why-ranked = 为何排在这里
story-rank = { $publishers }家媒体报道，首见于{ $when }
story-rank-spread = { $publishers }家媒体报道，{ $spread }，首见于{ $when }
story-related = 相关事件
story-correct = 更正本事件

placement-founder = 本事件的首篇报道
placement-person = 由编辑归入
placement-copy = 与另一篇报道内容几乎相同
placement-merged = 随内容相同的事件并入
placement-other-words = 以不同文字讲述同一事件
placement-shared = 与本事件同样提到{ $words }
placement-resumed = 时隔{ $days }天再度报道本事件
placement-resumed-about = 时隔{ $days }天再度报道本事件，涉及{ $words }
placement-evidence = { $reason }（{ $evidence }）
placement-same-minute = 同一分钟内
placement-minutes = { $count }分钟内
placement-hours = { $count }小时内
placement-days = { $count }天内

## 各方说法

person-note = 其人其言：按报道所载，最新在前。
person-note-organisation = 以其名义发表的言论，最新在前。
person-earlier = 更早的言论

## What the articles of a story, or one article, tell: their own sentences

told-in-short = 简述
told-not-in-short = 文字太少，无需简述；或者只有登录后才能阅读。
told-word-for-word = 每句话都逐字取自其下方所列的文章，没有任何模型参与撰写。

## How the publishers of a story differ

compare-link = 比较报道
compare-head = 各家报道的差异
compare-title = 各家报道的差异：{ $headline }
compare-differ = 相互矛盾之处
compare-numbers = 数字
compare-days = 日期
compare-names = 姓名
compare-left-out = 部分媒体未提及的内容
compare-told-by = 已报道
compare-not-by = 未报道
compare-alone = 仅一家媒体报道的内容
compare-empty = 就文字而言，各家报道一致，或报道数量太少。
compare-how = 按文字比较：每家媒体只与使用同一语言的媒体相比，并以其最新说法为准。数字不同可能是因为某篇报道更新。若只有文章开头，则不判断其遗漏。

## The day in short

brief-head = 今日简述
brief-note = 过去24小时最重要的新闻，每则都用媒体自己的句子讲述。
brief-empty = 过去24小时没有报道。
