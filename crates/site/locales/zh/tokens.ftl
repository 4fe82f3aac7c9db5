## 供程序读取的令牌

tokens-head = API 令牌
tokens-note = 程序凭令牌只能读取属于您的内容：不能更改任何内容，也看不到您的密码。
tokens-made = 请现在就把此令牌交给您的程序。它不会再次显示。
tokens-yours = 您的令牌
tokens-none = 您还没有令牌。
tokens-made-at = 创建于{ $when }
tokens-last-used = { $when }使用过
tokens-not-used = 尚未使用
tokens-expired = 过期于{ $when }
tokens-until = 有效期至{ $when }
tokens-revoke = 吊销
tokens-revoke-which = 吊销{ $name }
tokens-make-head = 创建令牌
tokens-for-program = 供哪个程序使用
tokens-good-for = 用途
tokens-hold = 有效期
tokens-make = 创建
tokens-what-opens = 可读取的内容
tokens-how = 程序以 { $header } 加令牌的形式发送；要求用户名和密码的订阅阅读器，把它作为密码，用户名任意。
tokens-in-short = 程序凭令牌可读取您自己的订阅，或取走您写下的内容。
tokens-change = 更改
tokens-count = { $count ->
    [0] 无
   *[other] { $count }个
}
scope-read = 读取您的订阅：关注、收藏和星标
scope-export = 取走您写下的内容
scope-metrics = 读取本站的运行数据（/metrics）
tokens-for-good = 直到被吊销
tokens-for-a-year = 一年
tokens-for-days = { NUMBER($days) }天
tokens-no-name = 请给令牌起个名字，以便日后知道哪个程序在用。
tokens-no-scope = 请选择令牌的用途。
tokens-owner-only = 只有站长的令牌可以读取运行数据。
tokens-no-days = 请选择令牌的有效期。
tokens-too-many = 您已有50个令牌，达到上限。请先吊销其中一个。

token-unknown = 这里没有此令牌：它已过期、被吊销或输入有误。
token-lacks-scope = 此令牌没有权限：缺少“{ $scope }”。请创建具有该权限的令牌。
token-none = 此内容仅供本人读取：请登录，或发送您的 API 令牌。

feed-following = { $site }：您关注的内容
feed-saved = { $site }：收藏
feed-starred = { $site }：星标
