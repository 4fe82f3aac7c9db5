//! Live blogs in many layouts, with the truth about them: what a follower of live blogs is measured against.
//!
//! The layouts are invented after the ways in which newsrooms and their content systems build such pages: elements,
//! clocks, zones, languages, what stands between the posts. None is any publisher's.

mod late_shapes;
mod shapes;
mod texts;

use jiff::civil::{DateTime, date};
use news::Timestamp;
use texts::Told;

/// A page with a live blog on it.
pub struct LiveLayout {
    pub name: &'static str,
    pub url: String,
    pub html: String,
    pub fetched: Timestamp,
    /// In the order of the page.
    pub posts: Vec<LaidPost>,
    /// Whether posts have headlines of their own.
    pub has_titles: bool,
    /// Where older posts are, when the page leads there.
    pub older_url: Option<String>,
}

/// A post as it truly is.
#[derive(Clone, Debug)]
pub struct LaidPost {
    pub published: Timestamp,
    pub title: &'static str,
    pub paragraphs: Vec<&'static str>,
    pub author: &'static str,
    pub is_key: bool,
    local: DateTime,
}

/// Lays out all: first those that were written beside the code that reads them, then those that were written after it.
pub fn live_layouts() -> Vec<LiveLayout> {
    shapes::all().into_iter().chain(late_shapes::all()).map(|shape| shape.laid_out()).collect()
}

/// The number of layouts that were written last.
pub fn late_layouts() -> usize {
    late_shapes::all().len()
}

/// A layout: what its blog tells, where and when, and how a page is made of it.
struct Shape {
    name: &'static str,
    told: &'static [Told],
    lang: &'static str,
    host: &'static str,
    title: &'static str,
    offset_h: i8,
    /// Minutes before the newest post at which the others were written, the newest first.
    ages_min: &'static [i64],
    /// The newest post's clock on the third of June.
    newest: (i8, i8),
    oldest_first: bool,
    has_titles: bool,
    older: bool,
    /// What the page's head says.
    head: fn(&Blog) -> String,
    body: fn(&Blog) -> String,
}

/// A blog to be laid out.
struct Blog {
    posts: Vec<LaidPost>,
    fetched: DateTime,
    title: &'static str,
    offset_h: i8,
    url: String,
}

const ONE_DAY: &[i64] = &[0, 18, 41, 77, 120, 166, 205, 260, 301];
const TWO_DAYS: &[i64] = &[0, 35, 90, 250, 700, 745, 810, 900, 960];

impl Shape {
    const PLAIN: Self = Self {
        name: "",
        told: texts::EN,
        lang: "en-GB",
        host: "tidewater.example.co.uk",
        title: "Bridge closed after barge hits pier – live updates",
        offset_h: 1,
        ages_min: ONE_DAY,
        newest: (14, 52),
        oldest_first: false,
        has_titles: true,
        older: false,
        head: |_| String::new(),
        body: |_| String::new(),
    };

    fn laid_out(&self) -> LiveLayout {
        let newest = date(2031, 6, 3).at(self.newest.0, self.newest.1, 0, 0);
        let url = format!("https://{}/news/live/bridge-{}", self.host, self.name);
        let moment = |local: DateTime| {
            let offset = jiff::tz::Offset::constant(self.offset_h);
            Timestamp::from_jiff(offset.to_timestamp(local).expect("a day of 2031 is in range"))
        };
        let count = self.told.len();
        let mut posts: Vec<LaidPost> = (0..count)
            .map(|place| {
                let age = jiff::Span::new().minutes(self.ages_min[place]);
                let local = newest.checked_sub(age).expect("a day of 2031 is in range");
                let (title, text, author) = self.told[count - 1 - place];
                LaidPost {
                    published: moment(local),
                    title,
                    paragraphs: text.split('|').collect(),
                    author,
                    is_key: place % 4 == 2,
                    local,
                }
            })
            .collect();
        if self.oldest_first {
            posts.reverse();
        }
        let fetched = newest.checked_add(jiff::Span::new().minutes(4)).expect("a day of 2031 is in range");
        let blog = Blog { posts, fetched, title: self.title, offset_h: self.offset_h, url: url.clone() };
        let html = format!(
            "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>{}</head><body>{}</body></html>",
            self.lang,
            self.title,
            (self.head)(&blog),
            (self.body)(&blog)
        );
        LiveLayout {
            name: self.name,
            html,
            fetched: moment(fetched),
            posts: blog.posts,
            has_titles: self.has_titles,
            older_url: self.older.then(|| format!("{url}?page=2")),
            url,
        }
    }
}

impl Blog {
    /// Writes each post, given its place.
    fn each(&self, mut write: impl FnMut(&LaidPost, usize) -> String) -> String {
        self.posts.iter().enumerate().map(|(place, post)| write(post, place)).collect()
    }

    fn ago_min(&self, post: &LaidPost) -> i64 {
        (self.fetched.duration_since(post.local).as_secs()) / 60
    }

    fn iso(&self, local: DateTime) -> String {
        format!("{}{:+03}:00", local.strftime("%Y-%m-%dT%H:%M:%S"), self.offset_h)
    }
}

impl LaidPost {
    fn clock(&self, pattern: &str) -> String {
        self.local.strftime(pattern).to_string()
    }

    fn paragraphs(&self) -> String {
        self.paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect()
    }

    fn joined(&self, between: &str) -> String {
        self.paragraphs.join(between)
    }
}

const MENU: &str = "<nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/city\">City</a></li><li><a href=\"/sport\">Sport</a></li></ul></nav>";
const RELATED: &str = "<aside class=\"related\"><h3>More on this</h3><ul><li><a href=\"/news/harbour-history\"><h4>How the harbour was built</h4></a><time datetime=\"2031-05-30T08:00:00Z\">30 May</time></li><li><a href=\"/news/tide\"><h4>The tide tables explained</h4></a><time datetime=\"2031-05-28T09:30:00Z\">28 May</time></li><li><a href=\"/news/barges\"><h4>Ten barges that made history</h4></a><time datetime=\"2031-05-21T10:15:00Z\">21 May</time></li></ul></aside>";
const COMMENTS: &str = "<section id=\"comments\" class=\"comments\"><h3>Comments</h3><div class=\"comment\"><b>rivergirl</b> <time datetime=\"2031-06-03T10:01:00Z\">11:01</time><p>I was on the ferry and it took two hours to get across, with no word from anybody.</p></div><div class=\"comment\"><b>oldtar</b> <time datetime=\"2031-06-03T10:22:00Z\">11:22</time><p>That pier was due for inspection last autumn, I remember the notice in the paper.</p></div><div class=\"comment\"><b>sam_t</b> <time datetime=\"2031-06-03T10:40:00Z\">11:40</time><p>Thanks for the updates, they are more use than the loudspeakers at the quay.</p></div></section>";
const NEWSLETTER: &str = "<div class=\"newsletter-box\"><h3>Our morning letter</h3><p>Every day at 6:30 the most important news in your inbox.</p><form><input name=\"mail\"><button>Sign up</button></form></div>";
const FOOTER: &str = "<footer><p>© 2031 Tidewater Post. All rights reserved.</p></footer>";
