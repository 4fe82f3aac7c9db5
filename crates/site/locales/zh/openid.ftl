## 通过 OpenID 提供方登录

openid-sign-in = 使用{ $provider }登录
openid-connect = 关联{ $provider }
openid-connect-note = 在那里登录后会回到这里。此后您可以通过{ $provider }登录此账号。
openid-go-on = 前往{ $provider }
openid-connect-title = 关联
openid-elsewhere = 其他身份
openid-proxy = 站点前的代理
openid-since = 关联于{ $when }
openid-last-used = { $when }使用过
openid-part = 解除关联
account-by-openid = OpenID 登录
account-by-openid-and-code = OpenID 加验证码登录
openid-away = 无法连接提供方，或其答复无效。请稍后再试，或使用密码。
openid-too-long = 耗时过长，或是在另一个浏览器中开始的。请再试一次。
openid-taken = 它已与另一个账号关联。
openid-not-let-in = 提供方没有让您登录。
openid-unknown = 这里没有与之对应的账号。如果您有账号，请用其他方式登录，再在账号页面关联。
openid-namesakes = 使用此用户名的账号过多。请向本站管理者索取账号。
openid-last-way = 请先设定密码或添加通行密钥：否则您将无法再登录。
