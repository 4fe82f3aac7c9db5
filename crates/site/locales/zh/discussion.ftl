## 讨论

discussion-head = 讨论
discussion-feed = 订阅
discussion-feed-of = 本讨论
discussion-none = 暂无评论
discussion-order = 评论排序
discussion-oldest = 最早
discussion-newest = 最新
discussion-best = 推荐最多
discussion-only-you = 审核员查看之前，只有您能看到这条评论。
discussion-more = 更多评论
discussion-more-replies = 还有{ $count }条回复
discussion-replies = { $count }条回复
discussion-on = 关于{ $subject }
discussion-sign-in-to = { $sign-in }后即可参与讨论。
discussion-sign-in = 登录

comment-by = { $author }的评论
comment-alone = 评论
comment-edited = 已修改
comment-recommended = { NUMBER($count) }人推荐
comment-folded = 来自您屏蔽的读者
comment-waiting = 等待审核。
comment-removed = 已被审核员移除。
comment-deleted = 已被作者删除。

comment-recommend = 推荐
comment-recommend-whose = 推荐{ $author }的评论
comment-unrecommend = 已推荐：取消
comment-unrecommend-whose = 已推荐：取消对{ $author }评论的推荐
comment-reply = 回复
comment-reply-whose = 回复{ $author }
comment-change = 修改
comment-change-whose = 修改您的评论
comment-delete = 删除
comment-delete-whose = 删除您的评论
comment-flag = 举报
comment-flag-whose = 举报{ $author }的评论
comment-replies-to = { $replies }（回复{ $author }）

composer-comment = 您的评论
composer-post = 发表
composer-reply-to = 回复{ $author }
composer-reply-head = 您的回复
composer-reply = 回复
composer-change-head = 修改您的评论
composer-change = 保存修改
composer-hint = 最多{ NUMBER($count) }个字符。可使用 *强调*、**加粗**、> 引用、列表和网址。
composer-waits = 评论经审核员查看后发表。
composer-unsent = 您写下的内容，请自行保存

ban-you = 您可以在这里阅读，但不能发言。审核员给出的理由：{ $why }
ban-you-until = 在{ $until }之前，您可以在这里阅读，但不能发言。审核员给出的理由：{ $why }
ban-what-now = 您可以怎么做

compose-not-signed-in = 您已退出登录。请保存写下的内容，登录后再次提交。
compose-old-form = 表单已过期。请再次提交。
compose-empty = 还没有写任何内容。
compose-too-long = 评论最多{ NUMBER($most) }个字符，这条有{ NUMBER($count) }个。请缩短后再次提交。
compose-too-many = 您在{ NUMBER($minutes) }分钟内已发表{ NUMBER($comments) }条评论，达到上限。请等几分钟再提交这一条。
compose-parent-gone = 您要回复的评论已被移除，无法再回复。
compose-busy = 数据库刚才正忙。请再次提交。

## 评论页面

comment-head = 评论
comment-title = { $author }对“{ $subject }”的评论
comment-place = 关于{ $subject }，见{ $all }
comment-all = 全部评论
comment-and-replies = 评论与回复
comment-parent = 所回复的评论
comment-this = 本条评论
comment-waits = 审核员尚未查看。在此之前，只有作者和审核员能看到。
comment-removed-why = 已被审核员移除：{ $why }
comment-what-was-removed = 被移除的内容
comment-unblock = 取消屏蔽{ $author }
comment-block = 屏蔽{ $author }：为我折叠其评论
comment-replies-head = 回复
comment-more-replies = 更多回复
comment-gone = 这条评论已被作者删除，或被审核员移除。
comment-cannot-vote = 不能推荐自己的评论或已不存在的评论。
comment-cannot-block = 无法屏蔽这位读者：可能是您本人，或您屏蔽的人数已达上限。
comment-banned = 您目前被禁言：可以阅读，但不能参与。
comment-too-late = 评论发表后15分钟内可以修改。您仍可删除评论，或以回复补充。
comment-delete-title = 删除吗？
comment-delete-head = 删除您的评论吗？
comment-delete-meaning = 评论内容将从这里和数据库中永久消失。对它的回复仍会保留。
comment-delete-it = 删除

## 举报评论

flag-head = 举报评论
flag-note = 审核员会查看。只有审核员能看到举报人。
flag-what = 这条评论有什么问题？
flag-words = 简要说明
flag-it = 举报
flag-spam = 广告宣传
flag-abuse = 辱骂、威胁或煽动
flag-off-topic = 与话题无关
flag-other = 其他原因，说明如下
flag-no-reason = 请选择原因。
flag-no-words = 请简要说明问题所在。
flag-too-long = 最多500个字符。
flag-cannot = 不能举报自己的评论或已不存在的评论。
flag-too-many = 您在一小时内已举报20条评论。请稍后再提交。
flag-thanks-head = 谢谢
flag-thanks = 审核员会查看这条评论。处理结果将公布在处理记录中，人人可读。

subject-article = 一篇报道
subject-story = 一个事件
feed-comment = { $author }评论“{ $subject }”
