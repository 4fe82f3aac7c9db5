## 登录与注册

login-note = 登录后可查看该页面。
login-wrong = 用户名或密码不正确。
login-suspended = 此账号已停用。本站管理者可以说明原因并恢复账号。
logout = 退出登录
logout-as = 您以{ $name }的身份登录。
account-name = 用户名
account-password = 密码
password-hint = 至少{ NUMBER($count) }个字符。几个词连在一起，好记又难猜。

join-head = 注册账号
join-create = 注册
join-instead = 改为登录
join-note = 有了账号，您可以保留阅读、星标和收藏的内容，并关注感兴趣的内容。
join-invited = { $role ->
    [owner] { $by }邀请您担任站长。
    [editor] { $by }邀请您担任编辑。
    [moderator] { $by }邀请您担任审核员。
   *[reader] { $by }邀请您成为读者。
}
join-used = 此邀请已被使用、撤回或过期。请另行索取。
join-closed = 本站账号通过邀请获得。请向本站管理者索取邀请。
join-none = 目前不开放注册。
join-taken = 此用户名已被使用。请另选一个。

setup-head = 欢迎
setup-note = 请设定站长的用户名和密码。掌握它们的人决定关注哪些信源。
setup-begin = 开始
setup-over = 本站已有站长；此链接已完成使命。
setup-expired = 此链接已被使用或过期。重新启动 Dateline 可获得新链接。

problem-name-length = 用户名须为1至64个字符。
problem-name-unseen = 用户名不能包含不可见字符。
problem-password-short = 密码至少须有10个字符。
problem-password-long = 密码过长。
problem-password-name = 密码不能与用户名相同。

## 自己的账号

account-tab = 账号
account-comments-tab = 您的评论
account-notices-tab = 通知
account-role = { $role ->
    [owner] 您是本站站长。
    [editor] 您是本站编辑。
    [moderator] 您是本站审核员。
   *[reader] 您是本站读者。
}
account-signed-in = 登录状态
account-this-session = 本机
account-since = 登录于{ $when }
account-seen = { $when }活动
account-sign-out-there = 在该处退出
account-sign-out-here = 在此退出
account-sign-out-elsewhere = 在其他各处退出
account-browser = { $system ->
    [iphone] iPhone
    [ipad] iPad
    [android] Android
    [windows] Windows
    [mac] Mac
   *[linux] Linux
}上的{ $browser }
account-system = { $system ->
    [iphone] iPhone
    [ipad] iPad
    [android] Android
    [windows] Windows
    [mac] Mac
   *[linux] Linux
}
account-unknown-browser = 未知浏览器
account-present-password = 当前密码
account-new-password = 新密码
account-new-password-hint = 至少{ NUMBER($count) }个字符。其他各处将退出登录。
account-change-password = 修改
account-wrong-present-password = 当前密码不正确。
account-no-session = 没有这个登录记录。
account-leave = 带走内容，或离开
account-export-all = 您在这里写下的一切，存于一个文件：{ $link }。
account-export = 您的评论（JSON）
account-end = 删除此账号

## 读者写下的内容

own-words-head = 您的评论
own-words-empty = 您还没有写过评论。每篇报道和每个事件下面都有讨论。
own-words-on = 关于{ $subject }
own-words-export = 全部评论（JSON）
own-words-earlier = 更早的评论
own-words-blocked = 您屏蔽的读者
own-words-blocked-hint = 在其任一评论的页面上都可以取消屏蔽。

end-head = 删除您的账号
end-note = 您阅读、收藏、加星标和关注的内容将被删除，您的推荐、举报和通知也一样。此操作无法恢复。
end-export = 请先导出您的评论。
end-comments = 您的评论如何处理？
end-keep = 保留，但不再署名：“已注销的读者”
end-erase = 全部删除；他人回复过的地方留空
end-password = 您的密码
end-delete = 删除我的账号
end-keep-it = 保留账号
end-owner = 站长的账号不能删除：总得有人看家。
end-choose = 请选择如何处理您的评论。
end-wrong-password = 密码不正确。
end-gone-head = 再见
end-gone = 您的账号及其保存的内容已删除。

## 账号管理

role = { $role ->
    [owner] 站长
    [editor] 编辑
    [moderator] 审核员
   *[reader] 读者
}
readers-head = 读者
readers-link = 请把此链接发给您邀请的人。链接一周内有效，只能使用一次，且不再显示。
readers-accounts = 账号
readers-since = 注册于{ $when }
readers-suspended = 停用于{ $when }
readers-role-of = { $name }的身份
readers-change-role = 更改身份
readers-admit = 恢复
readers-suspend = 停用
readers-more = 更多账号
readers-invite = 邀请
readers-for-whom = 邀请对象
readers-for-whom-hint = 只有您能看到。
readers-as = 身份
readers-write-invitation = 生成邀请
readers-invitation = { $role ->
    [owner] 邀请站长
    [editor] 邀请编辑
    [moderator] 邀请审核员
   *[reader] 邀请读者
}
readers-invitation-note = { $role ->
    [owner] 邀请站长：{ $note }
    [editor] 邀请编辑：{ $note }
    [moderator] 邀请审核员：{ $note }
   *[reader] 邀请读者：{ $note }
}
readers-until = 有效期至{ $when }
readers-withdraw = 撤回
readers-who = 谁可以注册账号
readers-keep-this = 保存
registration-open = 任何访客，注册为读者
registration-invited = 我邀请的人
registration-closed = 暂时不开放，有邀请也不行
readers-not-yours = 只有站长可以对该账号执行此操作。
readers-role-stays = 该账号的身份不能更改。
readers-choose = 请选择谁可以注册账号。
readers-no-role = 账号身份可以是读者、审核员或编辑。
