## 审核台

moderation-head = 评论审核
moderation-appeals = 申诉
moderation-what-was-removed = 被移除的内容
moderation-answer = 您的答复
moderation-grant = 撤销原决定
moderation-let-stand = 维持
moderation-let-stand-whose = 维持{ $author }的评论
moderation-not-yours = 此决定由您作出，因此由其他审核员答复。
moderation-flagged = 被举报
moderation-nothing-flagged = 没有被举报的评论。
moderation-flagged-by = 举报人：{ $reader }
moderation-waiting = 等待发表
moderation-nothing-waits = 没有等待发表的评论。
moderation-more-wait = 更多等待中的评论
moderation-publish = 发表
moderation-publish-whose = 发表{ $author }的评论
moderation-remove = 移除
moderation-remove-it = 移除
moderation-remove-whose = 移除{ $author }的评论
moderation-refuse = 拒绝
moderation-refuse-it = 拒绝
moderation-refuse-whose = 拒绝{ $author }的评论
moderation-why = 理由
moderation-why-removed = 移除理由
moderation-why-hint = 理由会公布在处理记录中。请勿复述评论内容。
moderation-ban-author = 禁言作者
moderation-for-moderators = 审核员专用
moderation-before-change = 修改之前：
moderation-until = 至{ $when }
moderation-decided = 最近的决定
moderation-public = 公开显示的内容
moderation-nothing-decided = 还没有作出任何决定。
moderation-taken-back = 已撤销
moderation-premoderation = 哪些评论需要先审核
moderation-keep-this = 保存
premoderation-everything = 全部评论，审核员的除外
premoderation-new-readers = 新读者的评论，直到其已发表三条
premoderation-nothing = 不审核：全部立即发表
premoderation-choose = 请选择哪些评论需要先审核。
flagged-spam = 广告
flagged-abuse = 辱骂
flagged-off-topic = 离题
flagged-other = 其他

moderation-answer-length = 对申诉的答复为1至1000个字符。
moderation-decided-meanwhile = 其他人已作出决定，或作者已删除评论。
moderation-say-why = 请说明理由：理由会公布在处理记录中。
moderation-why-length = 理由最多300个字符。

## 禁言

ban-title = 禁言读者
ban-head = 禁言{ $name }
ban-note = 该读者仍可阅读，但不能发言。处理记录会公布有读者被禁言、期限与理由，但不公布姓名。
ban-how-long = 多长时间？
ban-for-good = 永久
ban-days = { $days }天
ban-them = 禁言
ban-choose = 请选择期限。
ban-not-yours = 只有站长可以禁言这个账号，且任何人都不能禁言自己。

## 公开的处理记录

decisions-head = 处理记录
decisions-note = 审核员对评论及其作者作出的决定和理由。当事人可以申诉一次。
decisions-empty = 没有移除任何评论，也没有禁言任何人。
decisions-earlier = 更早的决定
decision-approve = 一条评论已发表。
decision-keep = 一条被举报的评论得到维持。
decision-refuse = 一条评论未予发表。
decision-remove = 一条评论被移除。
decision-ban = 一位读者被禁言{ $days }天。
decision-ban-for-good = 一位读者被永久禁言。
decision-on = 评论对象：{ $subject }。
decision-by = { $role ->
    [owner] 由站长作出
    [editor] 由编辑作出
    [moderator] 由审核员作出
   *[reader] 由读者作出
}
decision-taken-back = { $role ->
    [owner] 由站长撤销
    [editor] 由编辑撤销
    [moderator] 由审核员撤销
   *[reader] 由读者撤销
}（{ $when }）
decision-undo-head = 撤销吗？
decision-undo-approve = 评论重新等待审核，其他人都看不到。
decision-undo-keep = 对它的举报重新待处理。
decision-undo-remove = 评论恢复原状，并通知作者。
decision-undo-ban = 该读者可以重新发言。
decision-cannot-undo = 已无法撤销：此前已经撤销，或评论此后有变动。

## 申诉

appeal-head = 申诉
appeal-about = { $what }理由：{ $why }
appeal-words = 为何应当撤销
appeal-hint = 您可以申诉一次。只有审核员能看到。
appeal-send = 提交
appeal-already = 您已经申诉过。
appeal-not-possible = 您已经申诉过，或该决定已被撤销。
appeal-length = 申诉为1至1000个字符。
appeal-thanks-head = 谢谢
appeal-thanks = 您的申诉已提交审核员。如有其他审核员，将由未作出原决定的一位答复；答复见您的通知。
appeal-open = 已申诉，尚未答复
appeal-granted = { $role ->
    [owner] 站长接受了申诉
    [editor] 编辑接受了申诉
    [moderator] 审核员接受了申诉
   *[reader] 读者接受了申诉
}
appeal-refused = { $role ->
    [owner] 站长驳回了申诉
    [editor] 编辑驳回了申诉
    [moderator] 审核员驳回了申诉
   *[reader] 读者驳回了申诉
}

## 通知

notices-head = 通知
notices-empty = 暂无通知。有人回复您时，会显示在这里。
notices-new = 新
notices-earlier = 更早的通知
notice-on = { $what }（{ $subject }）
notice-reply = { $author }回复了您
notice-approved = 您的评论已发表
notice-removed = 您的评论被审核员移除
notice-refused = 您的评论未予发表
notice-restored = 您的评论已恢复：移除决定被撤销
notice-banned = 您被禁言{ $days }天：可以阅读，但不能发言
notice-banned-for-good = 您被永久禁言：可以阅读，但不能发言
notice-appeal-granted = 您的申诉被接受
notice-appeal-refused = 您的申诉被驳回
notice-somebody = 有人
notice-read-answer = 查看并回复
notice-see-comment = 查看您的评论
