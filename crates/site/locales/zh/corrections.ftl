## 更正事件

corrections-head = 更正
corrections-note = 机器归纳的事件由人作出的更正及其理由。以人的决定为准。
corrections-empty = 还没有任何更正。
corrections-earlier = 更早的更正
correction-merged = { $by }将{ $story }并入{ $into }
correction-renamed = { $by }将{ $story }更名为{ $into }
correction-split = { $by }从{ $story }拆出{ $count }篇报道，成为{ $into }
correction-moved = { $by }将{ $count }篇报道从{ $story }移至{ $into }
correction-taken-back = { $by }于{ $when }撤销
correction-undo-head = 撤销吗？
correction-undo-meaning = 每篇报道回到原处，名称恢复原样。
correction-cannot-undo = 已无法撤销：此前已经撤销，或有后来的更正以它为基础。请先撤销后来的更正。

## 表单

correct-head = 更正事件
correct-why = 理由
correct-why-hint = 理由将写入{ $log }。每一步都会先显示结果，并且可以撤销。
correct-public-log = 公开记录
correct-name = 名称
correct-headline = 标题
correct-rename = 更名
correct-other = 另一事件
correct-address = 其地址或编号
correct-or-address = 或输入其地址或编号
correct-merge = 将本事件并入
correct-articles = 报道
correct-split = 将选中的拆为新事件
correct-move = 将选中的移至另一事件
correct-choice = { $facts }，{ $when }
correct-changed = 事件在此期间有变动。请重新查看。
correct-say-why = 请简要说明理由：理由将写入公开记录。
correct-tick = 请至少选中一篇报道。
correct-same = 另一事件就是本事件。
correct-choose-other = 请选择另一事件，或输入其地址或编号。
correct-write-headline = 请输入不同的标题。
correct-all-leave = 如果所有报道都移出，就谈不上拆分：请至少留下一篇。
correct-choose = 请选择要更正的内容。
correct-nothing = 表单没有提出任何可执行的操作。

## 结果预览

preview-rename = 更名吗？
preview-renamed = “{ $headline }”今后改称“{ $new }”。
preview-merge = 合并这些事件吗？
preview-merged = “{ $headline }”并入“{ $other }”：合为一个事件，共{ $count }篇报道。
preview-merged-address = 访问其地址{ $path }的人将被引导至该事件。
preview-split = 拆分本事件吗？
preview-split-off = { $leaving }篇报道将从“{ $headline }”移出，成为新事件；{ $staying }篇留下。
preview-split-lasts = 两个事件不会再被合并。
preview-move = 移动这些报道吗？
preview-moved = “{ $headline }”的{ $leaving }篇报道将移至“{ $other }”。
preview-none-stays = 一篇不留：{ $path }将引导至该事件。
preview-moved-stay = { $staying }篇留下，两个事件不会被合并。
preview-log = 公开记录将写明：“{ $why }”
preview-do = 执行
