## 密码之外的登录方式

ways-in-head = 登录方式
second-step = 两步验证
second-step-state-on = 已开启
second-step-state-off = 未开启
second-step-since = 自{ $when }起
second-step-in-short = 输入密码后，还需输入手机应用生成的验证码。
second-step-change = 更改
second-step-set-up = 设置
recovery-codes-left = 剩余{ $count }个备用码
account-by-password = 密码登录
account-by-password-and-code = 密码加验证码登录

second-step-note = 开启后，仅凭密码无法登录：每次登录都需输入手机应用生成的验证码。
second-step-need = 您需要一个身份验证应用：多数密码管理器都具备此功能，手机上也有许多可选。通行密钥不需要此步骤。
second-step-back = 返回账号
second-step-show = 1. 用应用扫描
second-step-qr = 下方密钥的二维码
second-step-on-device = 如果应用就在本设备上：{ $link }。也可以手动输入此密钥；它是基于时间的密钥：
second-step-open-there = 在应用中打开
second-step-type = 2. 输入应用显示的验证码
second-step-code = 验证码
second-step-switch-on = 开启
second-step-leave-off = 暂不开启
second-step-is-on = 已开启
second-step-few = 备用码所剩无几。请生成新的备用码，以免手机丢失后无法登录。
second-step-proof = 您的密码或验证码
second-step-renew = 生成新的备用码
second-step-switch-off = 关闭
second-step-codes = 您的备用码
second-step-codes-note = 两步验证已开启。请把这些备用码保存在不依赖手机的地方，如纸上或密码管理器中：它们只显示这一次。每个备用码可登录一次。
second-step-kept = 我已保存
second-step-wrong-first = 这不是当前的验证码。如果一直如此，请检查装有应用的设备的时间。
second-step-wrong-proof = 这既不是您的密码，也不是有效的验证码。
second-step-wrong = 验证码不正确，或已被使用。请再看一次应用：它每半分钟生成一个新验证码。
second-step-locked = 错误次数过多。请等待{ $minutes }分钟，或使用备用码。
second-step-end-of = 取消两步验证

login-code-note = 到目前为止都正确。请输入身份验证应用显示的验证码。
login-code-hint = 六位数字。手边没有应用时，也可使用一个备用码，每个限用一次。
login-code-lost = 两者都丢失了？本站管理者可以取消您账号的两步验证。
login-otherwise = 换一种方式登录
login-again = 您在一个多小时前登录。执行此操作请重新登录。
