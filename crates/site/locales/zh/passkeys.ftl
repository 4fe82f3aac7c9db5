## 通行密钥

passkeys-head = 通行密钥
passkeys-note = 通行密钥让您用解锁设备的方式登录，如指纹或PIN码：无需用户名，无需密码，没有任何可能泄露的信息。
passkeys-added = 添加于{ $when }
passkeys-last-used = { $when }使用过
passkeys-not-used = 尚未使用
passkeys-new-name-of = { $name }的新名称
passkeys-rename = 更名
passkeys-remove = 移除
passkeys-need-script = 添加通行密钥需要支持它的浏览器，并启用脚本。
passkeys-failed = 没有成功。请重新加载页面再试。
passkeys-known = 此设备上已有您账号的通行密钥。
passkeys-name = 新通行密钥的名称
passkeys-name-hint = 便于您辨认，如“蓝色手机”。留空则以此浏览器命名。
passkeys-add = 添加通行密钥
account-by-passkey = 通行密钥登录

passkeys-no-https = 通行密钥在此地址无法使用：地址须以 https 开头。
passkeys-only-at = 通行密钥属于域名，而非数字地址。在本机上请改为打开{ $address }。
passkeys-nowhere = 这里无法使用通行密钥：浏览器只为以 https 开头的地址保存它。本站管理者可以设置。
passkeys-too-late = 耗时过长。请重新添加通行密钥。
passkeys-unusable = 浏览器生成的通行密钥无法在此使用。请换一台设备。
passkeys-too-many = 此通行密钥已存在，或您已有20个，达到上限。
passkey-too-late = 耗时过长。请再试一次。
passkey-no-answer = 浏览器返回的不是通行密钥。请再试一次，或使用密码。
passkey-unknown = 这里没有此通行密钥，或它已失效。请使用密码或其他通行密钥。
passkey-wrong = 通行密钥不匹配。请再试一次，或使用密码。
passkey-twice = 此通行密钥同时在别处使用。请再试一次。
passkey-sign-in = 用通行密钥登录
passkey-failed = 没有成功。请再试一次，或使用密码。
