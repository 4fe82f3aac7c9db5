## 为了不把任何人拒之门外

accessibility-head = 无障碍
accessibility-claim = 本站按《网页内容无障碍指南》2.2 版 AA 级的要求制作。
accessibility-done = 所做的事
accessibility-plain = 不用脚本（通行密钥、朗读和离线阅读除外）、只用键盘、文字放大到四倍，都能阅读和操作全部内容。
accessibility-marked = 标题、区域、语言和状态都为读屏软件作了标注；外文标题会标明语言。
accessibility-fingers = 可点按之处至少高 24 像素，或与相邻之处保持距离。
accessibility-still = 页面不会自行移动：新文章先作提示，等您来看。
accessibility-choose = 文字大小、字体、宽度、明暗由您选择：{ $link }。
accessibility-checks = 如何检查
accessibility-checked = 每次发布之前，程序会在电脑和手机屏幕上、在明暗两种模式下，用程序可以检查的全部标准核对各页，并用键盘走一遍。只有人才能判断的部分由制作者自行判断，未经外部机构审查。
accessibility-lacks = 已知的不足
accessibility-lacking = 文章按媒体原样显示：没有说明文字的图片、文中的外语引文，本站不作描述或标注。
accessibility-tell = 如果您遇到障碍，请告诉本站的管理者。
