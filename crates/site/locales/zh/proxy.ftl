## 通过站点前的代理登录

proxy-known = 站点前的代理认出您是“{ $name }”。此用户名已有账号：请用它登录一次，两者即可关联。
proxy-leaving = 站点前的代理以{ $name }的身份为您登录，在代理处退出之前一直有效。
proxy-sign-out = 在代理处退出
account-by-proxy = 通过站点前的代理登录
account-no-password = 您还没有密码：您以其他方式登录。设定密码后，也可用用户名和密码登录。
account-set-password = 设定
