//! What the site tells a reader: replies, what moderators decided, what rules have found. Looking at the page makes it read.

use super::{Asked, cut};
use crate::answer::{self, PageError, Visit};
use crate::discussion::{self, About, plain};
use crate::frame::{Frame, Markup};
use crate::time_words::When;
use crate::words;
use askama::Template;
use axum::response::Response;
use news::{CommentId, CommentState};
use std::collections::HashMap;
use store::{ArticleCard, Comment, Decision, NoticeKind, ReaderNotice, Rule};

const NOTICES: i64 = 40;
const WORDS_CHARS_MAX: usize = 160;

#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesPage {
    frame: Frame,
    notices: Vec<NoticeView>,
    older: Option<String>,
}

struct NoticeView {
    what: Markup,
    /// A reply's beginning, a moderator's reason or answer.
    said: String,
    /// Where it leads, and the words of the link.
    link: Option<(String, &'static str)>,
    appeal: Option<String>,
    when: When,
    is_new: bool,
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, paging, .. }: &Asked) -> Result<String, PageError> {
    let reader = visit.reader()?;
    let mut notices = site.store.notices(reader.id, paging.cursor()?, NOTICES + 1).await?;
    let older = cut(&mut notices, NOTICES, |notice| notice.id);
    let ids: Vec<CommentId> = notices.iter().filter_map(|notice| notice.comment).collect();
    let comments = site.store.comments_by_ids(&ids).await?;
    let abouts = discussion::about(site, visit.tongue, comments.iter().map(|comment| comment.subject)).await?;
    let comments: HashMap<CommentId, Comment> = comments.into_iter().map(|comment| (comment.id, comment)).collect();
    let decided: Vec<i64> = notices.iter().filter_map(|notice| notice.decision).collect();
    let decided = if decided.is_empty() { Vec::new() } else { site.store.decisions_by_ids(&decided).await? };
    let decided: HashMap<i64, Decision> = decided.into_iter().map(|decision| (decision.id, decision)).collect();
    let found: Vec<_> = notices.iter().filter_map(|notice| notice.article).collect();
    let found = if found.is_empty() { Vec::new() } else { site.store.articles_by_ids(&found).await? };
    let rules = if found.is_empty() { Vec::new() } else { site.store.rules(reader.id).await? };
    let views = notices.iter().map(|notice| {
        if notice.kind == NoticeKind::Found {
            let card = found.iter().find(|card| Some(card.id) == notice.article);
            let rule = rules.iter().find(|rule| Some(rule.id) == notice.rule);
            return found_view(notice, card, rule, visit);
        }
        let comment = notice.comment.and_then(|id| comments.get(&id));
        let decision = notice.decision.and_then(|id| decided.get(&id));
        let about = comment.and_then(|comment| abouts.get(&comment.subject));
        view(notice, comment, decision, about, visit)
    });
    let views = views.collect();
    // A browser that only looks ahead has shown nobody anything.
    let is_looked_at = !visit.only_looks_ahead();
    if let Some(newest) = notices.iter().find(|notice| !notice.is_read).filter(|_| is_looked_at) {
        site.store.read_notices(reader.id, newest.id, visit.now).await?;
        site.sessions.forget_reader(reader.id);
    }
    let mut frame =
        Frame::new(site, visit, visit.tongue.notices_head(), "/notices").current("account").hidden_from_robots();
    if let Some(reader) = frame.reader.as_mut().filter(|_| is_looked_at) {
        reader.notices.clear();
    }
    Ok(NoticesPage { frame, notices: views, older }.render()?)
}

fn found_view(notice: &ReaderNotice, card: Option<&ArticleCard>, rule: Option<&Rule>, visit: &Visit) -> NoticeView {
    let say = visit.tongue;
    NoticeView {
        what: Markup::strong(card.map_or(say.notice_found_gone(), |card| &card.title)),
        said: rule.map_or_else(String::new, |rule| say.notice_found_by(&rule.query)),
        link: card.map(|card| (format!("/article/{}", card.id), say.notice_read_it())),
        appeal: None,
        when: visit.clock().when(notice.at),
        is_new: !notice.is_read,
    }
}

fn view(
    notice: &ReaderNotice,
    comment: Option<&Comment>,
    decision: Option<&Decision>,
    about: Option<&About>,
    visit: &Visit,
) -> NoticeView {
    let say = visit.tongue;
    let author = comment
        .and_then(|comment| comment.author.as_ref())
        .map_or(say.notice_somebody(), |author| author.name.as_str());
    let is_there = comment.is_some_and(|comment| comment.state == CommentState::Published);
    let why = decision.map_or_else(String::new, |decision| decision.why.clone());
    let (what, said) = match notice.kind {
        NoticeKind::Reply => {
            (say.notice_reply(author), comment.map_or_else(String::new, |comment| plain(&comment.text)))
        }
        NoticeKind::Approved => (say.notice_approved().to_owned(), String::new()),
        NoticeKind::Removed => (words::removed_yours(decision)(say).to_owned(), why),
        NoticeKind::Restored => (say.notice_restored().to_owned(), String::new()),
        NoticeKind::Banned => (decision.map_or_else(String::new, |decision| words::banned_you(decision, say)), why),
        NoticeKind::Found => (String::new(), String::new()),
        NoticeKind::Appeal => {
            let answer = decision.and_then(|one| one.appeal.as_ref()).and_then(|appeal| appeal.answer.as_ref());
            let granted = answer.is_some_and(|answer| answer.is_granted);
            let what = if granted { say.notice_appeal_granted() } else { say.notice_appeal_refused() };
            (what.to_owned(), answer.map_or_else(String::new, |answer| answer.words.clone()))
        }
    };
    let may_appeal = |decision: &&Decision| decision.undone.is_none() && decision.appeal.is_none();
    let against = matches!(notice.kind, NoticeKind::Removed | NoticeKind::Banned);
    let appeal = decision.filter(may_appeal).filter(|_| against).map(|one| format!("/moderation/{}/appeal", one.id));
    let is_readable = is_there || matches!(notice.kind, NoticeKind::Removed | NoticeKind::Appeal);
    let link = notice.comment.filter(|_| is_readable).map(|id| {
        let words = if notice.kind == NoticeKind::Reply { say.notice_read_answer() } else { say.notice_see_comment() };
        (format!("/comment/{id}"), words)
    });
    NoticeView {
        what: match about {
            Some(about) => say.notice_on(Markup::auto(&about.title), Markup::strong(&what)),
            None => Markup::strong(&what),
        },
        said: shortened(said),
        link,
        appeal,
        when: visit.clock().when(notice.at),
        is_new: !notice.is_read,
    }
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(WORDS_CHARS_MAX) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text,
    }
}
