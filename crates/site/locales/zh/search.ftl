## 搜索

search-head = 搜索
search-title = { $query } - 搜索
search-for = 搜索内容
search-results = 结果
search-more-than = 超过{ $count }篇报道
search-more = 更多结果
search-narrow = 缩小范围
search-narrow-langs = 语言
search-narrow-publishers = 媒体
search-narrow-sections = 版面
search-narrow-part = 仅统计最先找到的 { NUMBER($count) } 篇。
search-nothing = 没有找到与“{ $query }”有关的内容。
search-nothing-hint = 减少词语，或换用更宽泛的词语，可以找到更多。搜索范围包括标题、正文、媒体和标签。
search-invitation = 这里保存的每篇报道，都可以按词语、媒体、标签和日期查找。
search-broken = 搜索暂时不可用。原因见服务器日志。
search-description = 搜索{ $site }

search-precisely = 精确查找
search-example-phrase = 海平面上升
search-example-not = 足球
search-example-title = 港口
search-example-hashtag = 气候峰会
search-phrase = 词语连续出现
search-not = 不含这个词
search-title-word = 标题中出现
search-publisher = 来自某家媒体
search-hashtag = 带有这个标签
search-section = 来自某个版面
search-lang = 使用某种语言
search-after = 当天或之后发表
search-before = 当天之前发表

search-note-quote = 引号没有成对；短语一直延续到末尾。
search-note-date = “{ $text }”中没有形如2026-01-31的日期，已按词语搜索。
search-note-language = “{ $text }”中没有语言代码，已按词语搜索。
search-note-empty = “{ $text }”没有指明搜索内容，已按词语搜索。
search-note-exclusions = 没有指明搜索内容，因此显示其余全部报道。
search-note-cut = 搜索内容过长，已被截短。
search-note-long = 搜索内容过长，略去了其中{ NUMBER($count) }个词。
