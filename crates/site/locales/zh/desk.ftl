## 站长工作台

desk-head = 站长工作台
desk-newest = 最新一篇报道收到于{ $when }。
desk-nothing = 尚未收到任何报道。
desk-waits = 待处理
desk-what = 事项
desk-waiting = 数量
desk-oldest = 最久等待
desk-given-up = 已放弃
desk-stage = { $kind ->
    [fetch] 到期的信源
    [page] 待抓取的页面
    [enrich] 待归入事件的报道
    [correct] 待落实的更正
    [read] 待第二次阅读的报道
    [index] 搜索尚未收录的变动
   *[any] { $kind }
}
desk-failing = 出错的信源
desk-all-sources = 所有信源
desk-none-failing = 所有信源均正常。
desk-failing-count = { $count }个信源出错。
desk-arrivals = 收到的报道
desk-arrivals-day = 过去24小时收到{ $count }篇报道。
desk-by-hour = 按小时查看
desk-hour = 小时（UTC）
desk-articles = 报道
desk-stories = 事件
desk-sources = 信源
desk-all-accounts = 所有账户
desk-accounts = { $role ->
    [owner] 站长
    [editor] 编辑
    [moderator] 审核员
   *[reader] 读者
}：{ NUMBER($count) }
desk-seen = 过去一周有{ $count }个账户来过。
desk-storage = 存储
desk-database = 数据库
desk-index = 搜索索引
desk-megabytes = { NUMBER($megabytes) } MB
desk-keep-all = 不会自动删除任何内容。
desk-keep-days = 报道在{ $days }天后删除。
desk-keep-megabytes = 数据库超过{ NUMBER($megabytes) } MB 时，删除最旧的报道。
desk-model = 语言模型
desk-no-model = 未启用任何模型。本站无需模型即可运行。
desk-model-small = 用于简短任务
desk-model-large = 用于综述和回答
desk-calls = 今日调用次数
desk-tokens = 今日词元数
desk-tokens-of = { NUMBER($tokens) } / { NUMBER($limit) }
desk-cost = 今日费用
