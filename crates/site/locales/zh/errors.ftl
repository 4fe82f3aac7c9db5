## 页面无法显示时

error-not-found-head = 这里没有内容
error-not-found = 这个地址没有页面。可能是输入有误，也可能内容过于久远，已不再保存。
error-gone-head = 已不在这里
error-bad-request-head = 无法处理
error-forbidden-head = 没有权限
error-too-many-head = 尝试次数过多
error-too-many = 从这里发出的尝试次数过多。请等几分钟再试。
error-busy-head = 系统繁忙
error-busy = 数据库正忙。请几秒钟后重新加载页面。
error-inside-head = 出了问题
error-inside = 页面无法生成。原因见服务器日志。
error-method-head = 这里无法这样操作
error-method = 这个地址不接受此类请求。
error-to-front = 返回首页

error-moderators-only = 本页仅供审核员使用。请以审核员身份登录后再来。
error-owner-only = 本页仅供站长使用。请以站长身份登录后再来。
error-editors-only = 本页仅供编辑使用。请以编辑身份登录后再来。
error-nothing-asked = 表单没有提出任何可执行的操作。
error-cursor = 这个地址不对应列表中的任何位置。请回到列表开头再往后翻。
error-old-form = 表单已过期。请返回并重新加载页面，然后再次提交。
error-other-site = 此请求来自其他网站，已被拒绝。
