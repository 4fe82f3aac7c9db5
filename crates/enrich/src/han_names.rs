//! Names in Chinese text, which marks them by nothing: no capitals, no spaces.
//!
//! A person is told by what stands beside the name once: a title before it, a verb of speech, an age or "Mr" after it.
//! What may be one is a surname of the usual ones with one or two characters, or a row of the characters that foreign
//! names are written with. Such a row, when it comes again or is glossed in Latin letters, is a name without a witness. A
//! town or county is told by its last character after a place that is known.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    Person,
    Place,
    Other,
}

/// A name, the bytes where it is first found to be one, and how often it stands in the text.
#[derive(Debug, PartialEq)]
pub(crate) struct HanName {
    pub at: Range<usize>,
    pub kind: NameKind,
    pub count: u32,
}

/// Surnames of one character that open few other words.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱郭梁宋郑谢韩唐冯董萧曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪姜范姚\
    谭廖邹熊陆郝孔崔康毛邱秦顾侯邵孟段钱汤尹黎贺赖龚庞樊兰殷施陶洪翟颜倪牛芦季俞葛伍韦毕聂丛邢岳梅庄柳辛祝涂谷祁耿牟卜詹凌费纪\
    靳欧甄阳裴卫屈鲍霍翁隋柏宁柯阮桂丘瞿冉佟虞艾蓝姬栾窦敖楚岑胥蔺仇冼邝麦莫朴骆郁沃罗";
/// Surnames that open other words as often: such a name needs to stand twice, or a title before it.
const UNSURE_SURNAMES: &str = "高林何马于程曾余田任方石金白江史万雷易常武乔文安严温章鲁申尤焦向路齐管左时舒苗盛童项成游查覃甘\
    景单包司闵强柴华车房边古米池苑宫全简冷卓巩宗应明沙和保连乐关龙南黑权甄元";
const COMPOUND_SURNAMES: [&str; 14] =
    ["欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "慕容", "令狐", "皇甫", "尉迟", "公孙"];
/// Characters that foreign names are written with and other words seldom.
const FOREIGN: &str = "阿埃艾奥巴拜彼宾伯勃茨蒂迪杜敦顿厄恩尔菲弗戈圭赫霍贾卡凯坎柯克库奎莱赖兰劳勒雷莉琳卢鲁伦洛吕玛迈姆穆娜\
    纳奈尼倪纽努诺帕佩彭珀恰乔撒萨塞莎沙舍施什斯丝索塔廷托瓦韦沃锡休雅耶伊兹佐扎詹泽茹蕾薇弥妮黛蒙梅莫默曼罗拉维特普布夫福\
    格哈汉胡基吉加科肯里利丽隆米密";
/// Characters that stand in foreign names and in many other words.
const ALSO_FOREIGN: &str = "爱安昂白班邦保堡贝本比别波玻博策查达代戴丹德登邓丁东多法凡范费芬丰佛盖甘冈高古瓜海豪黑亨洪\
    华怀惠济简杰金津考孔夸昆朗林留龙路马麦毛门明缪摩木拿南内宁农欧派潘庞培皮平奇齐切青邱屈瑞若赛桑山尚申圣史士舒司苏泰\
    坦汤唐滕图万旺威魏温文翁乌伍武西希夏香肖谢辛兴雪亚延扬依易英尤约宰哲珍朱罕彻荷琪琦鲍\
    藤腾逊森根瑟芭芒蓬赞顺聂裴陀陶黎郎郭闵骆琼珊蕊辉贡孟嘉俊";
/// Characters that stand inside foreign names, but open none in the middle of a clause.
const INSIDE_FOREIGN: &str = "理提因道年通当于";
/// Characters of no given name: particles, pronouns, verbs and nouns that follow a surname's character in other words.
const NOT_IN_NAMES: &str = "的了在和与将被对就也都而及或这那有不为以从后前上下其他她它我你们说称表示到等个月日时是会已又再还则均并\
    向于面官府部院党队人长员商企媒警校局社厂店者度间近要应该何多少很最更仅每各将让给把使由所此请能没去来过着吗呢告但却且";

/// Characters of no place's name.
const NOT_IN_PLACES: &str =
    "的了在和与将被就也都而及或这那有不为以从其他她它我你们说称表示到等个月日时是会已又再还各全本该两几某多";

/// Titles and callings that stand right before a name.
#[rustfmt::skip]
const TITLES: [&str; 78] = [
    "总统", "总理", "主席", "首相", "部长", "外长", "防长", "财长", "市长", "省长", "州长", "县长", "发言人",
    "总书记", "书记", "国务卿", "大使", "特使", "代表", "议员", "议长", "委员", "委员长", "秘书长", "司令",
    "将军", "上将", "国王", "女王", "王子", "公主", "教皇", "主教", "总裁", "董事长", "首席执行官", "执行长",
    "创始人", "创办人", "创办者", "高管", "经理", "总监", "主管", "主任", "局长", "处长", "司长", "院长",
    "校长", "会长", "所长", "馆长", "教授", "专家", "学者", "分析师", "研究员", "科学家", "教练", "队长",
    "前锋", "中场", "后卫", "门将", "球员", "选手", "导演", "演员", "歌手", "作家", "记者", "医生", "律师",
    "法官", "检察官", "候选人", "嫌犯",
];
/// What stands right after the name of somebody who speaks or acts.
#[rustfmt::skip]
const VERBS: [&str; 46] = [
    "表示", "说", "称", "指出", "宣布", "强调", "认为", "透露", "告诉", "写道", "警告", "呼吁", "承认", "否认",
    "坦言", "补充", "解释", "重申", "批评", "谴责", "提到", "谈到", "回应", "介绍", "会见", "访问", "抵达",
    "出席", "发表", "签署", "在", "与", "和", "于", "将", "当天", "周", "今天", "昨天", "日前", "近日", "接受",
    "通过", "率", "等", "的",
];
/// Of these, what says by itself that a person stands before it.
#[rustfmt::skip]
const SPEECH: [&str; 23] = [
    "表示", "说", "称", "指出", "强调", "认为", "透露", "告诉", "写道", "警告", "呼吁", "承认", "否认", "坦言",
    "补充说", "解释说", "重申", "批评", "谴责", "提到", "谈到", "回应说", "介绍说",
];
/// What begins with a surname's character and is a day or whoever.
const NO_PEOPLE: [&str; 14] =
    ["周一", "周二", "周三", "周四", "周五", "周六", "周日", "周末", "黄色", "许多", "白色", "金色", "高级", "方式"];
const HONORIFICS: [&str; 5] = ["先生", "女士", "小姐", "博士", "教授"];
/// What follows a foreign name and is written with characters of such.
const AFTER_NAMES: [&str; 12] =
    ["博士", "敦促", "夫妇", "夫人", "马上", "多次", "本人", "基金", "提出", "提到", "提名", "通过"];
/// Last characters of a place's name that come after its own.
const PLACE_ENDINGS: [char; 8] = ['县', '市', '州', '镇', '乡', '村', '区', '岛'];
/// Words that end as places do.
#[rustfmt::skip]
const NO_PLACES: [&str; 18] = [
    "城市", "都市", "本市", "全市", "该市", "股市", "上市", "超市", "地区", "社区", "灾区", "山区", "全县",
    "农村", "各州", "牧区", "城镇", "乡镇",
];
/// What begins with the character of an ending and is a word of its own.
#[rustfmt::skip]
const NO_ENDINGS: [&str; 20] = [
    "市场", "市民", "市长", "市政", "市值", "市区", "市内", "州长", "州际", "州政", "区域", "区别", "区块", "县长", "县城", "村民", "村庄",
    "岛屿", "岛上", "镇上",
];
/// Characters of a foreign name without its dots.
const LONGEST_FOREIGN: usize = 8;
/// A text has few names; what comes after so many is a list.
const MOST_NAMES: usize = 60;

/// Finds the names in a text of simplified characters, in its order. `names` and `places` are the bytes of what lists know
/// already, in order: what overlaps them is no name, but a place may be a part of a full name.
pub(crate) fn find(text: &str, names: &[Range<usize>], places: &[Range<usize>]) -> Vec<HanName> {
    let reader = Reader::new(text, names, places);
    let mut found: Vec<HanName> = Vec::new();
    let mut at = 0;
    let mut place_end = None;
    while at < reader.characters.len() && found.len() < MOST_NAMES {
        let Some((end, kind)) = reader.name_at(at, place_end == Some(at)) else {
            at += 1;
            continue;
        };
        let bytes = reader.bytes(at..end);
        let name = &text[bytes.clone()];
        match found.iter_mut().find(|known| &text[known.at.clone()] == name) {
            Some(known) if kind == NameKind::Person => known.kind = kind,
            Some(_) => {}
            None => found.push(HanName { count: text.matches(name).count() as u32, at: bytes, kind }),
        }
        at = end;
        place_end = (kind == NameKind::Place).then_some(end);
    }
    // A part of a longer name that never stands alone.
    let is_part = |name: &HanName| {
        let has_it = |other: &&HanName| {
            other.at.len() > name.at.len() && text[other.at.clone()].contains(&text[name.at.clone()])
        };
        found.iter().filter(has_it).any(|other| other.count >= name.count)
    };
    let parts: Vec<bool> = found.iter().map(is_part).collect();
    let mut parts = parts.into_iter();
    found.retain(|_| !parts.next().unwrap_or_default());
    found
}

struct Reader<'a> {
    text: &'a str,
    /// The characters with the bytes where they begin.
    characters: Vec<(usize, char)>,
    /// For each character, whether it belongs to a name or a place that is known.
    in_name: Vec<bool>,
    in_place: Vec<bool>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, names: &[Range<usize>], places: &[Range<usize>]) -> Self {
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        let covered = |ranges: &[Range<usize>]| {
            let mut ranges = ranges.iter().peekable();
            let mut is_inside = |at: usize| {
                while ranges.next_if(|range| range.end <= at).is_some() {}
                ranges.peek().is_some_and(|range| range.contains(&at))
            };
            characters.iter().map(|&(at, _)| is_inside(at)).collect::<Vec<bool>>()
        };
        let (in_name, in_place) = (covered(names), covered(places));
        Self { text, characters, in_name, in_place }
    }

    /// Tells whether a character belongs to something known, or there is none.
    fn is_known(&self, at: usize) -> bool {
        self.in_name.get(at).is_none_or(|known| *known) || self.in_place[at]
    }

    fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let start = |at: usize| self.characters.get(at).map_or(self.text.len(), |&(byte, _)| byte);
        start(range.start)..start(range.end)
    }

    fn character(&self, at: usize) -> Option<char> {
        self.characters.get(at).map(|&(_, character)| character)
    }

    fn from(&self, at: usize) -> &'a str {
        self.characters.get(at).map_or("", |&(byte, _)| &self.text[byte..])
    }

    fn until(&self, at: usize) -> &'a str {
        self.characters.get(at).map_or(self.text, |&(byte, _)| &self.text[..byte])
    }

    fn count(&self, range: Range<usize>) -> usize {
        self.text.matches(&self.text[self.bytes(range)]).count()
    }

    /// The end and kind of a name that begins at a character; `follows_place` tells whether one was found right before it.
    fn name_at(&self, at: usize, follows_place: bool) -> Option<(usize, NameKind)> {
        if !is_han(self.characters[at].1) {
            return None;
        }
        if let Some(end) = self.foreign_full(at) {
            return Some((end, NameKind::Person));
        }
        if self.is_known(at) {
            return None;
        }
        self.foreign(at)
            .or_else(|| self.person(at).map(|end| (end, NameKind::Person)))
            .or_else(|| self.place(at, follows_place))
    }

    fn may_be_in_name(&self, at: usize) -> bool {
        !self.is_known(at) && self.character(at).is_some_and(|one| is_han(one) && !NOT_IN_NAMES.contains(one))
    }

    fn may_be_in_place(&self, at: usize) -> bool {
        !self.is_known(at) && self.character(at).is_some_and(|one| is_han(one) && !NOT_IN_PLACES.contains(one))
    }

    fn follows_title(&self, at: usize) -> bool {
        let before = self.until(at);
        TITLES.iter().any(|title| before.ends_with(title))
    }

    fn opens_clause(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.character(before)).is_none_or(|before| !before.is_alphanumeric())
    }

    fn begins(&self, at: usize, words: &[&str]) -> bool {
        let rest = self.from(at);
        words.iter().any(|word| rest.starts_with(word))
    }

    /// A mark, the end, or a word that follows names.
    fn ends_name(&self, at: usize) -> bool {
        self.character(at).is_none_or(|next| !next.is_alphanumeric() && next != '·') || self.begins(at, &VERBS)
    }

    /// "（42岁": how old somebody is.
    fn is_age(&self, at: usize) -> bool {
        let rest = self.from(at);
        let Some(inside) = rest.strip_prefix(['（', '(']) else { return false };
        let digits = inside.trim_start_matches(|one: char| one.is_ascii_digit());
        digits.len() < inside.len() && digits.starts_with('岁')
    }

    /// "（Abdullah Fadil": the same name in Latin letters.
    fn is_glossed(&self, at: usize) -> bool {
        self.from(at).strip_prefix(['（', '(', ' ']).is_some_and(|rest| {
            let word = rest.trim_start();
            word.starts_with(|one: char| one.is_ascii_uppercase())
                && word.chars().nth(1).is_some_and(|c| c.is_ascii_lowercase())
        })
    }

    /// A surname and what follows it.
    fn person(&self, at: usize) -> Option<usize> {
        let first = self.characters[at].1;
        if self.begins(at, &NO_PEOPLE) {
            return None;
        }
        let rest = self.from(at);
        let (surname, is_sure) = if COMPOUND_SURNAMES.iter().any(|surname| rest.starts_with(surname)) {
            (2, true)
        } else if SURNAMES.contains(first) {
            (1, true)
        } else if UNSURE_SURNAMES.contains(first) {
            (1, false)
        } else {
            return None;
        };
        let follows_title = self.follows_title(at);
        [2, 1].into_iter().map(|given| at + surname + given).find(|&end| {
            if !(at + surname..end).all(|at| self.may_be_in_name(at)) || self.begins(at + surname, &HONORIFICS) {
                return false;
            }
            let is_told = self.begins(end, &HONORIFICS)
                || self.is_age(end)
                || follows_title && self.ends_name(end)
                || self.opens_clause(at) && self.begins(end, &SPEECH);
            is_told && (is_sure || follows_title || self.is_age(end) || self.count(at..end) > 1)
        })
    }

    fn is_foreign(&self, at: usize) -> bool {
        self.character(at).is_some_and(|one| FOREIGN.contains(one) || ALSO_FOREIGN.contains(one))
    }

    /// How many characters from one on foreign names are written with, without what follows a name and is written so, too.
    fn foreign_run(&self, at: usize) -> usize {
        let is_inside = |at: usize| self.character(at).is_some_and(|one| INSIDE_FOREIGN.contains(one));
        let may_open = self.opens_clause(at) || self.follows_title(at);
        let is_part = |next: usize| self.is_foreign(next) || is_inside(next) && (next > at || may_open);
        let length = (at..at + LONGEST_FOREIGN).take_while(|&next| is_part(next)).count();
        if (at + 1..at + length).any(|inside| self.follows_title(inside)) {
            return 0;
        }
        (1..length).find(|&shorter| self.begins(at + shorter, &AFTER_NAMES)).unwrap_or(length)
    }

    /// Given name and surname with a middle dot between, whatever else the two mean by themselves.
    fn foreign_full(&self, at: usize) -> Option<usize> {
        if at > 0
            && (self.is_foreign(at - 1) && !self.is_known(at - 1) && !self.follows_title(at)
                || self.character(at - 1) == Some('·'))
        {
            return None;
        }
        let mut end = at + self.foreign_run(at);
        let mut has_dot = false;
        while end > at && self.character(end) == Some('·') {
            let part = self.foreign_run(end + 1);
            if part == 0 {
                break;
            }
            has_dot = true;
            end += 1 + part;
        }
        (has_dot && !self.in_name[at..end].contains(&true)).then_some(end)
    }

    /// A row of characters of foreign names that is told to be a name, or comes again.
    fn foreign(&self, at: usize) -> Option<(usize, NameKind)> {
        const FEWEST: usize = 3;
        let known = (at..).take_while(|&at| !self.is_known(at)).take(LONGEST_FOREIGN).count();
        let mut end = at + self.foreign_run(at).min(known);
        // What else is written so comes to stand behind a name: the part that stands alone, too, is the name.
        let whole = self.count(at..end.max(at + 1));
        end = (at + FEWEST..end).find(|&part| self.count(at..part) > 2 * whole && self.ends_name(part)).unwrap_or(end);
        // Where the character before is always there, it is a part of the name.
        if at > 0 && self.is_foreign(at - 1) && !self.is_known(at - 1) && self.count(at - 1..end) == self.count(at..end)
        {
            return None;
        }
        let length = end - at;
        let told = self.follows_title(at) && self.ends_name(end) || self.opens_clause(at) && self.begins(end, &SPEECH);
        if length < 2 || length < FEWEST && !told {
            return None;
        }
        let telling = (at..end).filter(|&at| self.character(at).is_some_and(|one| FOREIGN.contains(one))).count();
        if telling * 2 < length || length < FEWEST && telling < length {
            return None;
        }
        if told || self.begins(end, &HONORIFICS) || self.is_age(end) {
            return Some((end, NameKind::Person));
        }
        let is_quoted = at > 0
            && matches!(self.character(at - 1), Some('“' | '「' | '《'))
            && matches!(self.character(end), Some('”' | '」' | '》'));
        let is_telling = telling * 5 >= length * 3 || length > FEWEST && telling * 2 >= length;
        let is_name = self.is_glossed(end) || is_quoted || is_telling && self.count(at..end) > 1;
        is_name.then_some((end, NameKind::Other))
    }

    /// Two or three characters and a place's ending after a known place or a word of place: "四川泸定县".
    fn place(&self, at: usize, follows_place: bool) -> Option<(usize, NameKind)> {
        let is_ending = |at: usize| self.character(at).is_some_and(|one| PLACE_ENDINGS.contains(&one));
        let ends_place = |at: usize| self.in_place[at] || at > 0 && is_ending(at) && self.in_place[at - 1];
        let follows_place = follows_place
            || at > 0 && ends_place(at - 1)
            || ["在", "于", "至", "从"].iter().any(|word| self.until(at).ends_with(word));
        if !follows_place || is_ending(at) {
            return None;
        }
        let end = (at + 2..=at + 3).find(|&end| is_ending(end))? + 1;
        let name = &self.text[self.bytes(at..end)];
        let is_word = NO_PLACES.iter().any(|word| name.ends_with(word)) || self.begins(end - 1, &NO_ENDINGS);
        (!is_word && (at..end - 1).all(|at| self.may_be_in_place(at))).then_some((end, NameKind::Place))
    }
}

fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_what_stands_beside_them() {
        let check = |text: &str, places: &[&str], expected: &[(&str, NameKind, u32)]| {
            let mut ranges: Vec<Range<usize>> =
                places.iter().flat_map(|word| text.match_indices(word).map(|(at, word)| at..at + word.len())).collect();
            ranges.sort_by_key(|range| range.start);
            let found: Vec<_> =
                find(text, &[], &ranges).into_iter().map(|name| (&text[name.at], name.kind, name.count)).collect();
            assert_eq!(found, expected, "{text}");
        };
        use NameKind::{Other, Person, Place};
        check("港务长与市长林志远会面。林志远说，渡轮周三恢复。", &[], &[("林志远", Person, 2)]);
        check("嫌犯陈家豪（34岁）被捕。", &[], &[("陈家豪", Person, 1)]);
        check("高度重视港口安全，严正表示将调查。", &[], &[]);
        check("金融部门称，方面表示，文章称港口关闭。", &[], &[]);
        check("欧阳静女士在会上发言。", &[], &[("欧阳静", Person, 1)]);
        check("总统哈洛温宣布辞职，哈洛温在信中道歉。", &[], &[("哈洛温", Person, 2)]);
        check("飓风“塔米拉”逼近，塔米拉的风速加强。", &[], &[("塔米拉", Other, 2)]);
        check("安娜·克罗斯基在信中道歉。", &[], &[("安娜·克罗斯基", Person, 1)]);
        check("发言人法伊尔（Abdel Fail）在场", &[], &[("法伊尔", Person, 1)]);
        check("四川青木县发生地震，城市和地区受影响。", &["四川"], &[("青木县", Place, 1)]);
        check("周一在白岭市青木县测得", &[], &[("白岭市", Place, 1), ("青木县", Place, 1)]);
        check("总统在安克雷奇会晤，安克雷奇会谈持续到夜里。", &[], &[("安克雷奇", Other, 2)]);
        check("马拉松在巴黎举行", &["巴黎"], &[]);
        check("", &[], &[]);
    }
}
