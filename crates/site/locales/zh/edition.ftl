## 版本：新闻的语言，以及优先显示的国家或地区

edition-head = 版本
edition-note = 首页、最新报道和各栏目显示您所选版本的新闻。
edition-is = 版本：{ $edition }
edition-all-languages = 所有语言
edition-change = 更改
edition-change-long = 更改版本
edition-langs = 新闻的语言
edition-langs-hint = 不选则显示所有语言的新闻。
edition-no-langs = 尚未收到任何报道。收到后，新闻的语言会显示在这里。
edition-home = 本国或本地区
edition-home-hint = 相关报道显示在首页顶部。
edition-no-home = 无
edition-keep = 显示此版本
edition-forget = 显示全部
edition-empty = 此版本尚无报道。
edition-all-of = 全部报道：{ $country }
