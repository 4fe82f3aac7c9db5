//! Attributions in Chinese, which writes no spaces: by verbs of speech and the marks that end clauses.
//!
//! A Han character is a token of its own. What stands between the start of a clause and a verb of speech is the speaker,
//! without the words of time and place around it; what follows, or the quoted part before, is the content.

use super::{
    Attribution,
    speakers::speaker_named,
    text::{Kind, Text},
};
use news::{Lang, Mention, MentionKind, Speaker};
use std::ops::Range;

/// Verbs of speech that are nothing else. Longer before shorter where one begins like the other.
const CUES: [&str; 37] = [
    "表示",
    "指出",
    "强调",
    "认为",
    "宣布",
    "透露",
    "写道",
    "告诉",
    "回应称",
    "回应说",
    "回应",
    "回答",
    "介绍说",
    "介绍称",
    "警告",
    "呼吁",
    "承认",
    "否认",
    "坦言",
    "补充说",
    "补充道",
    "解释说",
    "解释称",
    "评论说",
    "评论称",
    "声称",
    "宣称",
    "重申",
    "批评说",
    "谴责",
    "提到",
    "谈到",
    "直言",
    "预测",
    "称",
    "说",
    "问道",
];
/// What makes of a single verb another word: before it, and after it.
const NO_CUE_BEFORE: [char; 15] =
    ['小', '据', '传', '学', '名', '简', '号', '职', '统', '俗', '人', '被', '堪', '可', '对'];
const NO_CUE_AFTER: [char; 9] = ['明', '服', '法', '为', '号', '之', '呼', '赞', '职'];
/// Words that open a phrase of time, place or manner after a speaker.
const PHRASE_OPENERS: [&str; 38] = [
    "在",
    "对",
    "就",
    "向",
    "于",
    "当",
    "周",
    "今天",
    "昨天",
    "昨日",
    "今日",
    "日前",
    "近日",
    "还",
    "也",
    "则",
    "曾",
    "再次",
    "随后",
    "明确",
    "公开",
    "同时",
    "进一步",
    "接受",
    "通过",
    "表",
    "并",
    "已",
    "说",
    "多次",
    "都",
    "均",
    "特别",
    "最后",
    "回应",
    "发文",
    "发推",
    "星期",
];
/// Words before a speaker that belong to no name.
const CLAUSE_OPENERS: [&str; 14] =
    ["同时", "此外", "另外", "但是", "但", "而", "不过", "然而", "随后", "对此", "当天", "当日", "并", "目前"];
const ACCORDING_ENDS: [&str; 7] = ["报道", "消息", "介绍", "透露", "称", "说", "报导"];
const TITLES: [&str; 30] = [
    "总统",
    "总理",
    "主席",
    "首相",
    "部长",
    "外长",
    "市长",
    "发言人",
    "总书记",
    "省长",
    "教授",
    "教练",
    "总裁",
    "董事长",
    "局长",
    "处长",
    "主任",
    "专家",
    "队长",
    "船长",
    "国务卿",
    "大使",
    "议员",
    "院长",
    "校长",
    "秘书长",
    "司长",
    "负责人",
    "记者",
    "分析师",
];
const LONGEST_SOURCE_TOKENS: usize = 30;

/// Finds who said what, in reading order.
pub(crate) fn attributions(text: &Text) -> Vec<Attribution> {
    let finder = Finder { text };
    let mut found: Vec<Attribution> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let attribution = finder.according(at).or_else(|| finder.cue(at).and_then(|cue| finder.said(cue)));
        let Some(attribution) = attribution.filter(|one| !found.iter().any(|known| overlaps(known, one))) else {
            at += 1;
            continue;
        };
        at = attribution.cue.end;
        found.push(attribution);
    }
    found.sort_by_key(|attribution| attribution.content[0].start);
    found
}

fn overlaps(a: &Attribution, b: &Attribution) -> bool {
    a.content.iter().any(|x| b.content.iter().any(|y| x.start < y.end && y.start < x.end) || x.contains(&b.cue.start))
}

struct Finder<'a> {
    text: &'a Text<'a>,
}

impl Finder<'_> {
    fn starts(&self, at: usize, word: &str) -> bool {
        self.text.tokens.get(at).is_some_and(|token| self.text.source[token.start as usize..].starts_with(word))
    }

    fn one_of(&self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().find(|word| self.starts(at, word)).map(|word| word.chars().count())
    }

    fn kind(&self, at: usize) -> Kind {
        self.text.tokens[at].kind
    }

    fn ends_clause(&self, at: usize) -> bool {
        !(self.kind(at).is_word()
            || self.text.of(at) == "、"
            || self.text.of(at) == "·"
            || self.kind(at) == Kind::Other)
    }

    /// The verb of speech that begins at a token.
    fn cue(&self, at: usize) -> Option<Range<usize>> {
        if self.text.tokens[at].quoted != 0 {
            return None;
        }
        let length = self.one_of(at, &CUES)?;
        let before = at.checked_sub(1).and_then(|before| self.text.of(before).chars().next());
        let after =
            self.text.tokens.get(at + length).map_or(' ', |_| self.text.of(at + length).chars().next().unwrap_or(' '));
        let is_other_word = length == 1
            && (before.is_some_and(|before| NO_CUE_BEFORE.contains(&before)) || NO_CUE_AFTER.contains(&after));
        (!is_other_word).then_some(at..at + length)
    }

    /// The speaker before a cue.
    fn source(&self, cue: usize) -> Option<Range<usize>> {
        let paragraph = self.text.tokens[cue].paragraph;
        let mut start = (0..cue)
            .rev()
            .take(LONGEST_SOURCE_TOKENS)
            .take_while(|&at| !self.ends_clause(at) && self.text.tokens[at].paragraph == paragraph)
            .last()?;
        while let Some(length) = self.one_of(start, &CLAUSE_OPENERS) {
            start += length;
        }
        // "7日", "12月3日"
        while start + 1 < cue
            && self.kind(start) == Kind::Number
            && matches!(self.text.of(start + 1), "日" | "月" | "年")
        {
            start += 2;
        }
        let end = (start..cue)
            .find(|&at| {
                at > start
                    && (self.one_of(at, &PHRASE_OPENERS).is_some()
                        || self.kind(at) == Kind::Number && at + 1 < cue && matches!(self.text.of(at + 1), "日" | "月"))
            })
            .unwrap_or(cue);
        let opens_phrase = start < cue && ["在", "对", "就", "向", "于", "当", "据"].contains(&self.text.of(start));
        (start < end && !opens_phrase).then_some(start..end)
    }

    fn sentence_end(&self, from: usize) -> usize {
        let paragraph = self.text.tokens[from].paragraph;
        (from..self.text.tokens.len())
            .find(|&at| {
                let token = &self.text.tokens[at];
                token.paragraph != paragraph || token.quoted == 0 && matches!(token.kind, Kind::Stop | Kind::Semicolon)
            })
            .unwrap_or(self.text.tokens.len())
    }

    fn said(&self, cue: Range<usize>) -> Option<Attribution> {
        let tokens = &self.text.tokens;
        let source = self.source(cue.start);
        // The speaker's clause begins right after a quoted part, and nothing follows the verb: "……"，他说。
        let first = source.as_ref().map_or(cue.start, |source| source.start);
        let before = first.checked_sub(1).map(|at| if self.kind(at) == Kind::Comma && at > 0 { at - 1 } else { at });
        let ends_here = cue.end >= tokens.len()
            || tokens[cue.end].paragraph != tokens[cue.start].paragraph
            || self.kind(cue.end) == Kind::Stop;
        if let Some(before) =
            before.filter(|&at| tokens[at].quoted != 0 && tokens[at].paragraph == tokens[first].paragraph)
            && ends_here
        {
            let quoted = self.text.quoted[tokens[before].quoted as usize - 1];
            let mut attribution = Attribution::of_one(cue.clone(), source, quoted.from..quoted.to);
            // What is quoted right after goes on.
            if let Some(next) = tokens.get(cue.end + 1)
                && self.kind(cue.end) == Kind::Stop
                && next.quoted != 0
                && next.paragraph == tokens[cue.start].paragraph
            {
                let next = self.text.quoted[next.quoted as usize - 1];
                attribution.content.push(next.from..next.to);
            }
            return Some(attribution);
        }
        let mut start = cue.end;
        while start < tokens.len() && matches!(self.kind(start), Kind::Comma | Kind::Colon) {
            start += 1;
        }
        if start >= tokens.len() || tokens[start].paragraph != tokens[cue.start].paragraph {
            return None;
        }
        source.as_ref()?;
        let quoted = tokens[start].quoted;
        let is_marked = start > cue.end;
        let end = if quoted != 0 { self.text.quoted[quoted as usize - 1].to } else { self.sentence_end(start) };
        // A verb of one character without a mark after it needs a clause.
        let is_said = quoted != 0 || is_marked || end >= start + 5;
        (is_said && end > start + 1).then(|| Attribution::of_one(cue, source, start..end))
    }

    /// 据新华社报道，……
    fn according(&self, at: usize) -> Option<Attribution> {
        if !(self.starts(at, "据") || self.starts(at, "根据")) || self.text.tokens[at].quoted != 0 {
            return None;
        }
        if at > 0 && !self.ends_clause(at - 1) {
            return None;
        }
        let from = if self.starts(at, "根据") { at + 2 } else { at + 1 };
        let (end, length) = (from + 1..(from + 16).min(self.text.tokens.len()))
            .take_while(|&at| !self.ends_clause(at))
            .find_map(|at| Some((at, self.one_of(at, &ACCORDING_ENDS)?)))?;
        let mut start = end + length;
        if self.text.tokens.get(start).is_none_or(|token| token.kind != Kind::Comma && token.kind != Kind::Colon) {
            return None;
        }
        start += 1;
        if start >= self.text.tokens.len() {
            return None;
        }
        let stop = self.sentence_end(start);
        // The day of the report is not who reports: "据法新社7日报道".
        let source_end = (from + 1..end).find(|&at| self.kind(at) == Kind::Number).unwrap_or(end);
        (stop > start + 3).then(|| Attribution::of_one(at..from, Some(from..source_end), start..stop))
    }
}

/// Gives each attribution its speaker: a name in the words, or whom "他" and "她" mean when one person was named. `source` is
/// the text as it was written, byte for byte.
pub(crate) fn resolve(
    text: &Text,
    source: &str,
    mentions: &[Mention],
    attributions: &[Attribution],
) -> Vec<Option<Speaker>> {
    let mut last: Option<(u32, Speaker)> = None;
    attributions
        .iter()
        .map(|attribution| {
            let tokens = attribution.source.clone()?;
            let paragraph = text.tokens[tokens.start].paragraph;
            let span = text.span(tokens);
            let words = span.of(text.source);
            let speaker = if matches!(words, "他" | "她") {
                last.clone().filter(|(at, _)| at + 1 >= paragraph).map(|(_, speaker)| speaker)
            } else {
                named(words, span.of(source), mentions)
            };
            if let Some(speaker) = speaker.clone().filter(|speaker| speaker.kind == MentionKind::Person) {
                last = Some((paragraph, speaker));
            }
            speaker
        })
        .collect()
}

fn named(words: &str, as_written: &str, mentions: &[Mention]) -> Option<Speaker> {
    let inside = |kind: MentionKind| {
        mentions
            .iter()
            .filter(|mention| mention.kind == kind && as_written.contains(mention.name.as_str()))
            .max_by_key(|m| m.name.len())
    };
    if let Some(person) = inside(MentionKind::Person) {
        return Some(speaker_named(&person.name, person.kind, Lang::ZH));
    }
    // "外交部发言人毛宁": what follows the last title is a name.
    let after_title = TITLES
        .iter()
        .filter_map(|title| Some(&as_written[words.rfind(title)? + title.len()..]))
        .min_by_key(|rest| rest.len());
    if let Some(name) = after_title.filter(|rest| is_name(rest)) {
        return Some(speaker_named(name, MentionKind::Person, Lang::ZH));
    }
    let organisation = inside(MentionKind::Organisation).filter(|mention| as_written.ends_with(mention.name.as_str()));
    organisation.map(|mention| speaker_named(&mention.name, mention.kind, Lang::ZH))
}

/// Two to four characters, or more with a middle dot.
fn is_name(words: &str) -> bool {
    let length = words.chars().count();
    (2..=4).contains(&length) && !words.contains(['等', '们', '和']) || words.contains('·') && length <= 16
}
