## 信源

sources-head = 信源
sources-count = { $count }个信源
sources-stories = { $count }个事件
sources-note = { $publishers }的{ $sources }；保存了{ $articles }，归入{ $stories }。
sources-address = 要关注的地址
sources-empty = 还没有关注任何信源。
sources-source = 信源
sources-state = 状态
sources-last-read = 上次读取
sources-next = 下次读取
sources-articles = 报道
sources-not-yet = 尚未
sources-never = 不再读取
sources-more = 更多信源
sources-notices = { $count }条提示
sources-last-fetches = 最近的读取
sources-log-line = { $when }：{ $what }
sources-fetched = { $count }条新内容，{ NUMBER($kilobytes) } KB，{ NUMBER($ms) }毫秒
sources-fetch-status = { $status }，{ $what }
sources-fetch-failed = { $error }，{ NUMBER($ms) }毫秒
sources-failed = { $count }次读取失败
source-waiting = 等待中
source-well = 正常
source-paused = 已暂停
source-gone = 已消失
source-problem = { $fault ->
    [passing] { $error }（将再次尝试）
    [theirs] { $error }（须由媒体修复）
    [gone] { $error }（已永久消失）
    [refused] { $error }（出于安全在此拒绝）
   *[ours] { $error }（此处的地址或设置有误）
}
source-paused-by = 由{ $by }暂停

source-pause = 暂停
source-resume = 恢复
source-unfollow = 取消关注
source-pause-head = 暂停{ $source }吗？
source-resume-head = 恢复{ $source }吗？
source-unfollow-head = 取消关注{ $source }吗？
source-pause-meaning = 恢复之前不再读取。已有报道会保留。
source-resume-meaning = 从现在起重新读取。
source-unfollow-meaning = 不再读取，并从列表中移除。已有报道会保留。

## 关注新信源

following-title = 关注
following-looking = 正在查看
following-asked = 正在该地址查找订阅源、新闻站点地图、直播页面或报道列表。
following-late = 耗时超出预期。有人值守吗？{ $serve }会查看；{ $no-fetch }不会。
following-reloads = 得到结果之前，本页会自动重新加载。
following-nothing = 那里没有可以关注的内容
following-other = 换一个地址
following-look = 查看
following-found = 您想关注什么？
following-list = 那里可以关注的内容
following-by = { $title }（{ $publisher }）
following-kind = { $kind ->
    [feed] 订阅源
    [sitemap] 新闻站点地图
    [live_blog] 直播页面
   *[page] 报道列表页面
}：{ $url }
following-already = 已关注
following-none = 都不关注
following-followed = 已关注
following-read = { $articles }，{ $when }读取
following-first = 正在首次读取
following-all = 全部信源
following-bad-address = 地址为1至500个字符，例如 example.org。
following-choose = 请至少选择一项。
