## 没有网络

offline-head = 无法连接
offline-note = 目前无法连接本站。您要提交的内容没有发出：返回上一页，内容仍在那里。
offline-kept-page = 您处于离线状态。这是此页面上次在这里打开时的样子。
offline-again = 重试
offline-shelf = 现在可以阅读的内容

## 需要脚本的报道按钮

article-listen = 收听
article-stop-listening = 停止朗读
article-share = 分享
article-shared = 已复制网址
