## What is new in a story since the reader last looked at it

since-head = 您上次查看后的新消息
since-looked = 上次查看：{ $when }
since-posts = { $count }条新动态
since-nothing-told = 其中没有此前未报道过的内容。

## The day in short: whose, of which day, how long

brief-head-own = 您的今日简述
brief-head-day = 每日简述：{ $day }
brief-head-own-day = 您的每日简述：{ $day }
brief-note-own = 过去24小时：先是您关注的内容，然后是最重要的新闻，都用媒体自己的句子讲述。已读内容排在最后。
brief-note-day = 截至当日结束时的报道，每则都用媒体自己的句子讲述。
brief-empty-day = 当日内容已不再保存。
brief-no-day = 日期无效，应写作2026-11-21。
brief-longer = 详细版
brief-shorter = 简短版
brief-day-before = 前一天
brief-day-after = 后一天
brief-followed = 您关注了{ $names }

## The brief by mail: its page, and its letters

mail-head = 邮件简述
mail-note = 每天早上或您选择的时间，您的每日简述会发到您的邮箱：同样的句子，每句都附上原文链接。邮件中没有任何追踪您是否阅读的内容。
mail-no-server = 本站所有者尚未设置邮件服务器，无法发送邮件。
mail-no-zone = 没有这个名称的时区。名称形如Asia/Shanghai。
mail-no-address = 这不是邮箱地址。
mail-refused = { $address }拒收邮件，已停止发送。请填写其他地址，或重新填写同一地址。
mail-waits = 一封邮件将发往{ $address }。点击其中的链接后即开始发送。
mail-is-on = 简述将发往{ $address }。
mail-sent = 上次发送：{ $when }。
mail-problem = 上次发送出现问题：
mail-address = 邮箱地址
mail-hour = 时间
mail-zone = 时区
mail-zone-hint = 例如Asia/Shanghai、Europe/Vienna或America/Bogota。
mail-length = 篇幅
mail-short = 简短
mail-longer = 详细
mail-keep = 保存
mail-confirm-ask = 是否将每日简述发送到{ $address }？
mail-confirmed = 每日简述将发送到{ $address }。
mail-stop-ask = 是否不再向{ $address }发送简述？
mail-stopped = 不再向{ $address }发送简述，该地址已被删除。
mail-link = 邮件订阅
letter-confirm-subject = 是否在此接收{ $site }的每日简述？
letter-confirm-asked = { $reader }希望将{ $site }的每日简述发送到此地址。
letter-confirm-link = 是，请发送
letter-confirm-not = 如果这不是您本人的请求，请忽略此邮件，不会再有后续邮件。
letter-why = 您收到此邮件是因为您订阅了它。
letter-change = 更改设置
letter-stop = 停止发送
desk-mail = 发送出现问题的邮件

## What came before a story or an article

background-head = 往期报道
background-title = 往期报道：{ $headline }
background-empty = 没有保存关于这些人物、地点和主题的更早报道。
