//! Which of a page's titles is the headline: the one a reader sees above the text.

use extract::{PageInput, extract_page};

/// Builds a page of its titles and checks the one that is chosen; an empty claim stands for none.
fn check(headline: &str, open_graph: &str, element: &str, shown: &str, expected: &str) {
    let text =
        "<p>The ferry stayed in the harbour on Monday, and so did everybody who had meant to cross the sound.</p>";
    let json = match headline {
        "" => String::new(),
        headline => format!(
            "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"{headline}\"}}</script>"
        ),
    };
    let html = format!(
        "<meta property=og:site_name content='Sound Courier'><meta property=og:title content=\"{open_graph}\">{json}\
         <title>{element}</title><body><main>{shown}{text}{text}{text}</main>"
    );
    let article = extract_page(&PageInput {
        url: Some("https://sound-courier.example/ferry"),
        html: html.as_bytes(),
        ..PageInput::default()
    });
    assert_eq!(article.title, expected, "{html}");
}

#[test]
fn the_headline_is_what_a_reader_sees() {
    let ferry = "Ferry stays in the harbour as the storm goes on";
    let search = "Sound ferry timetable: what travellers need to know";
    // One for search engines in structured data, the same as the heading in OpenGraph.
    check(search, ferry, search, &format!("<h1>{ferry}</h1>"), ferry);
    // OpenGraph speaks to social networks alone.
    check(ferry, "Storm! You will not believe what the ferry did", search, &format!("<h1>{ferry}</h1>"), ferry);
    // All differ.
    check(search, "No ferry, no crossing", search, &format!("<h1>{ferry}</h1>"), ferry);
    // Metadata that agree hold the kicker that the heading leaves out.
    let whole = format!("Storm in the sound: {ferry}");
    check(&whole, &whole, search, &format!("<p>Storm in the sound</p><h1>{ferry}</h1>"), &whole);
    check("", "", &format!("{ferry} | Sound Courier"), "", ferry);
}

#[test]
fn a_kicker_inside_the_heading_is_left_out() {
    let ferry = "Ferry stays in the harbour as the storm goes on";
    let named = format!("<h1><span class=page__overline>Storm</span><span hidden> - </span><span>{ferry}</span></h1>");
    check("", &format!("The sound: {ferry}"), &format!("The sound: {ferry} - News - Sound Courier"), &named, ferry);
    let unnamed = format!("<h1><span>Storm in the sound</span> <span>{ferry}</span></h1>");
    check(&format!("Storm in the sound: {ferry}"), ferry, ferry, &unnamed, ferry);
    // Nothing but the whole is known: its marks come from the metadata.
    check(
        "No ferry today",
        &format!("Storm in the sound: {ferry}"),
        "",
        &unnamed,
        &format!("Storm in the sound: {ferry}"),
    );
}

#[test]
fn a_breadcrumb_s_h1_is_not_the_headline() {
    let ferry = "Ferry stays in the harbour as the storm goes on";
    let search = "Sound ferry timetable: what travellers need to know";
    for crumbs in [
        format!("<nav><a href=/>Home</a><h1>{search}</h1></nav>"),
        format!("<ol><li><a href=/>Home</a><li><a href=/sound>Sound</a><li><h1>{search}</h1></ol>"),
        format!("<div><a href=/>Home</a><a href=/sound>Sound</a><h1>{search}</h1></div>"),
        format!("<div class=breadcrumb-headline><h1>{search}</h1></div>"),
    ] {
        check(ferry, search, search, &format!("{crumbs}<h2>{ferry}</h2>"), ferry);
        check(search, ferry, search, &format!("{crumbs}<h2>{ferry}</h2>"), ferry);
    }
    // A heading inside the text is none above it.
    let below = format!(
        "<nav><a href=/>Home</a><h1>{search}</h1></nav><p>{}</p><h2>{ferry}</h2>",
        "Word after word. ".repeat(9)
    );
    check(search, "Sound ferry", search, &below, search);
}

#[test]
fn a_section_s_or_the_site_s_name_is_no_headline() {
    let ferry = "Ferry stays in the harbour as the storm goes on";
    check(ferry, &format!("{ferry} - Sound Courier"), ferry, "<h1>Sound Courier</h1>", ferry);
    check(ferry, "Ferry in the harbour", ferry, "<h1>Questions and Answers</h1>", ferry);
    check(ferry, "Ferry in the harbour", ferry, &format!("<h1>Questions and Answers</h1><h1>{ferry}</h1>"), ferry);
    // Cut short by the publisher.
    check("", "Ferry stays in the harbour as...", &format!("{ferry} | Sound Courier"), "", ferry);
}
