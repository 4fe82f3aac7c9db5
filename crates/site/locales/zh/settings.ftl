## 阅读设置

foot-settings = 阅读设置
settings-head = 阅读设置
settings-with-account = 设置随您的账号保存。
settings-in-browser = 设置保存在此浏览器中。
settings-keep = 保存
settings-forget = 恢复默认设置
settings-language = 语言
settings-language-auto = 跟随浏览器
settings-theme = 浅色或深色
settings-theme-auto = 跟随设备
settings-theme-light = 浅色
settings-theme-dark = 深色
settings-size = 字号
settings-size-small = 小
settings-size-medium = 中
settings-size-large = 大
settings-size-largest = 特大
settings-width = 正文宽度
settings-width-narrow = 窄
settings-width-medium = 中
settings-width-wide = 宽
settings-typeface = 字体
settings-typeface-serif = 宋体
settings-typeface-sans = 黑体
settings-lists = 列表
settings-lists-roomy = 宽松
settings-lists-dense = 紧凑：仅标题

specimen-headline = 倾听海豹的港口
specimen-standfirst = 海湾底部安放着一百只麦克风。今年春天以来，它们听到的声音决定着渡轮的航速。
