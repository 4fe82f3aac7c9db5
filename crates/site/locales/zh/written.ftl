## 读者要求时由模型撰写的内容

written-head = 由模型撰写
written-intro = 模型只依据这些文本撰写，并且会出错。它的每一句话都会与所依据的段落核对；段落不能证实的，不予显示。
written-summary = 摘要
written-points = 要点
written-simply = 通俗解释
written-translation = 翻译
written-into = 翻译成
written-write = 现在撰写
written-by-whom = 还没有人要求过。{ $model } 现在就可以撰写，需要几秒钟。
written-stop = 停止
written-stopped = 已停止。到此为止所写的内容不会保留。
written-waits = 模型正在阅读……
written-by = { $passages ->
   *[other] 由 { $model } 依据 { $passages } 个段落撰写，并逐句核对。
}
written-dropped = { $count ->
   *[other] 有 { $count } 句话被略去，因为没有段落能证实。
}
written-none-left = 模型所写的内容没有一句能被报道证实，因此不予显示。
written-says-nothing = 这里的报道没有提到。
written-cut = 模型在写完之前达到了上限。
written-original = 保留原文：没有一种译法得到证实。
written-busy = 模型目前没有回应。请过一分钟再试。
written-failed = 模型无法完成这项任务。
written-no-text = 这里的文本太少，无法据以撰写。
written-all-spent = 本站模型一天的用量已经用完，世界协调时午夜重新计算。
written-reader-spent = 您一天可用的模型用量已经用完，世界协调时午夜重新计算。
written-no-such-task = 没有这项任务。
written-keep = 保留
written-kept = 已保留
written-good = 好
written-bad = 不好
written-report = 报告错误
written-report-what = 哪里不对？
written-report-send = 发送
written-report-empty = 请说明哪里不对。
written-reported = 您已报告。本站的负责人会查看。
written-answer = 回答
written-answer-it = 让模型根据这些文章回答
written-gone = 此内容已重新生成，请再看一遍。
kept-head = 生成的文字
kept-empty = 尚未保留任何内容。模型所写文字的下方有“保留”按钮。
kept-unreadable = 这是本站另一个版本保留的内容，已无法显示。
kept-let-go = 不再保留
reports-head = 报告与评价
reports-ratings = 读者对模型的评价
reports-no-ratings = 还没有人评价。
reports-rated = 好 { NUMBER($good) }，差 { NUMBER($bad) }
reports-open = 报告的错误
reports-none = 没有待处理的报告。
reports-someone = 账户已不存在的读者
reports-settle = 已处理，保留文字
reports-remove = 删除文字
# On a button: it was written already.
written-ready = 已备好
