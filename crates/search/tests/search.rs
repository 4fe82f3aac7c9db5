//! What readers type and what they find, over a small paper in five languages; and what survives a killed process.
#![allow(clippy::unwrap_used)]

use news::{ArticleId, Lang, OutboxId, PublisherId, StoryId, Timestamp};
use search::{
    Cursor, Facts, Index, IndexEntry, Matchable, Query, Related, SearchError, Sort, Total, Writer, parse_query,
};
use std::io::ErrorKind;
use std::path::Path;

/// id, language, publisher, days before NOW, title, standfirst, text, hashtags, section
type Row = (
    i64,
    &'static str,
    &'static str,
    i64,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
);

const NOW: &str = "2026-03-10T12:00:00Z";

const PAPER: &[Row] = &[
    (
        1,
        "en",
        "harbour-post",
        1,
        "Council approves new tram line",
        "Work begins in autumn.",
        "The city council voted for the tram line after a long debate. Mayor Ilse Brandt called it a good day for commuters.",
        &["tramline", "kestrelbay"],
        "politics",
    ),
    (
        2,
        "en",
        "harbour-post",
        3,
        "Storm closes the old pier",
        "",
        "Two storms met over Kestrel Bay. The pier stays closed while engineers check its pillars. Trams were delayed.",
        &["storm", "kestrelbay"],
        "society",
    ),
    (
        3,
        "en",
        "north-wire",
        200,
        "How a tram is built",
        "A visit to the works.",
        "Steel, glass and patience: a tram takes nine months to build. The U.S. buyer waits.",
        &["tramline"],
        "business",
    ),
    (
        4,
        "de",
        "fluss-bote",
        2,
        "Stadtrat stimmt für neue Straßenbahn",
        "Baubeginn im Herbst",
        "Der Stadtrat hat die Straßenbahn beschlossen. Bürgermeisterin Ilse Brandt sprach von einem guten Tag. Die Häuser am Fluss bleiben.",
        &["tramline"],
        "politics",
    ),
    (
        5,
        "es",
        "el-faro",
        4,
        "La ciudad aprueba el tranvía",
        "",
        "El café de la plaza celebró la decisión. La alcaldesa Ilse Brandt habló de las elecciones y de la nueva línea.",
        &["tramline"],
        "politics",
    ),
    (
        6,
        "zh",
        "hai-an-bao",
        1,
        "市议会批准新电车线路",
        "秋季开工",
        "市议会周一批准了新的电车线路。市长表示这对通勤者是好消息。气候峰会将于五月举行。",
        &["tramline"],
        "politics",
    ),
    (
        7,
        "ru",
        "bereg",
        1,
        "Городской совет одобрил трамвайную линию",
        "",
        "Мэр Ильзе Брандт назвала решение хорошим днём для города. В Москве обсудили ёлки и новые трамваи.",
        &[],
        "politics",
    ),
    (
        8,
        "en",
        "north-wire",
        1,
        "Markets calm before the tram bond",
        "",
        "Investors wait for the council. A new day, a new bond. The line of buyers is long.",
        &["markets"],
        "business",
    ),
    (9, "th", "khao", 1, "ข่าววันนี้", "", "สภาเมืองอนุมัติรถรางสายใหม่", &[], "politics"),
    (
        10,
        "ja",
        "minato",
        1,
        "市議会が路面電車を承認",
        "",
        "新しい路線は秋に着工する。雨の中で会議が開かれた。",
        &[],
        "politics",
    ),
];

fn now() -> Timestamp {
    Timestamp::parse_rfc3339(NOW).unwrap()
}

fn put(writer: &mut Writer, row: &Row) {
    let &(id, lang, publisher_key, days, title, standfirst, text, hashtags, section) = row;
    let hashtags: Vec<String> = hashtags.iter().map(|key| key.to_string()).collect();
    writer
        .put(IndexEntry {
            article: ArticleId(id),
            story: Some(StoryId(id + 100)),
            publisher: PublisherId(publisher_key.len() as i64),
            publisher_key,
            lang: Lang::parse(lang).unwrap(),
            published: now().plus_us(-days * Timestamp::DAY),
            title,
            standfirst,
            text,
            hashtags: &hashtags,
            section: Some(section),
            byline: &["Ana Ruiz".to_owned()],
        })
        .unwrap();
}

fn paper() -> Index {
    let index = Index::open_in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    PAPER.iter().for_each(|row| put(&mut writer, row));
    writer.commit(OutboxId(10)).unwrap();
    index
}

fn matches(row: &Row, query: &Query) -> bool {
    let &(_, lang, publisher_key, days, title, standfirst, text, hashtags, section) = row;
    let facts = Facts {
        title,
        texts: &[standfirst, text, "Ana Ruiz"],
        publisher_key,
        lang: Lang::parse(lang).unwrap(),
        section: Some(section),
        hashtags,
        published: now().plus_us(-days * Timestamp::DAY),
    };
    query.matches(&Matchable::new(facts))
}

fn found(index: &Index, query: &Query) -> Vec<i64> {
    index.search(query, now()).unwrap().hits.iter().map(|hit| hit.article.0).collect()
}

#[test]
fn readers_find_what_they_type() {
    let index = paper();
    let check = |text: &str, expected: &[i64]| {
        let mut ids = found(&index, &parse_query(text));
        ids.sort();
        assert_eq!(ids, expected, "{text}");
        let matching = PAPER.iter().filter(|row| matches(row, &parse_query(text))).map(|row| row.0);
        assert_eq!(matching.collect::<Vec<_>>(), expected, "each alone, without an index: {text}");
    };
    check("", &[]);
    check("zeppelin", &[]);
    // Spellings and inflections.
    check("TRAM", &[1, 2, 3, 8]);
    check("trams council", &[1, 8]);
    check("brandt", &[1, 4, 5]);
    check("Ilse Brandt", &[1, 4, 5]);
    check("cafe", &[5]);
    check("CAFÉ elección", &[5]);
    check("strassenbahn", &[4]);
    check("Haus", &[4]);
    check("us", &[3]);
    check("новая елка", &[7]);
    check("трамвай", &[7]);
    // Scripts without spaces.
    // Traditional and Japanese writing find simplified, and are found by it.
    check("电车", &[6, 10]);
    check("電車", &[6, 10]);
    check("電車 lang:zh", &[6]);
    check("气候峰会", &[6]);
    check("市议会批准新的电车线路", &[6]);
    check("车电", &[]);
    check("雨", &[10]);
    check("路面電車", &[10]);
    check("รถราง", &[9]);
    // Phrases.
    check("\"tram line\"", &[1]);
    check("\"line tram\"", &[]);
    check("\"new day\"", &[8]);
    check("\"tram line\" council", &[1]);
    check("\"tram line\" markets", &[]);
    check("\"tram line\" sort:newest", &[1]);
    check("tram -\"tram line\" -\"tram bond\"", &[2, 3]);
    check("\"气候峰会\"", &[6]);
    check("\"neue Straßenbahn\"", &[4]);
    // Exclusions and operators.
    check("tram -storm", &[1, 3, 8]);
    check("tram -\"tram line\"", &[2, 3, 8]);
    check("title:tram", &[1, 3, 8]);
    check("tram -title:tram", &[2]);
    check("publisher:North-Wire", &[3, 8]);
    check("tram -publisher:north-wire", &[1, 2]);
    check("publisher:north-wire publisher:bereg", &[3, 7, 8]);
    check("lang:de", &[4]);
    check("brandt lang:es", &[5]);
    check("brandt lang:es lang:de", &[4, 5]);
    check("brandt lang:zh", &[]);
    check("#TramLine", &[1, 3, 4, 5, 6]);
    check("#tramline #kestrelbay", &[1]);
    check("#tramline -#kestrelbay", &[3, 4, 5, 6]);
    check("section:business", &[3, 8]);
    check("tram after:2026-03-01", &[1, 2, 8]);
    check("tram before:2026-01", &[3]);
    check("tram after:2026-03-07 before:2026-03-08", &[2]);
    check("-tram -brandt", &[6, 7, 9, 10]);
    check("publisher:north-wire -steel", &[8]);
    check("#tramline -council -Herbst -café -通勤者", &[3]);
    check("lang:en lang:de -council", &[2, 3, 4]);
    check("lang:ru -лес", &[7]);
    check("tram -lang:en", &[]);
    check("#tramline -lang:en -lang:zh", &[4, 5]);
    check("-lang:en -lang:de -lang:es", &[6, 7, 9, 10]);
    check("lang:fr -tram", &[]);
    check("-publisher:north-wire -lang", &[1, 2, 4, 5, 6, 7, 9, 10]);
    check("\"ana ruiz\" title:pier", &[2]);
}

#[test]
fn titles_count_more_and_the_fresh_stands_before_the_old() {
    let index = paper();
    let check = |query: Query, expected: &[i64]| assert_eq!(found(&index, &query), expected, "{query:?}");
    check(parse_query("tram line"), &[1, 8]);
    check(parse_query("tram sort:newest"), &[8, 1, 2, 3]);
    check(parse_query("#tramline"), &[6, 1, 4, 5, 3]);
    // In the title before in the text only.
    assert_eq!(*found(&index, &parse_query("tram after:2026")).last().unwrap(), 2);

    let index = Index::open_in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    for (id, days) in [(1, 300), (2, 0), (3, 30)] {
        put(&mut writer, &(id, "en", "a", days, "Storm over the bay", "", "Rain and wind.", &[], "society"));
    }
    writer.commit(OutboxId(1)).unwrap();
    assert_eq!(found(&index, &parse_query("storm")), [2, 3, 1]);
}

#[test]
fn when_no_article_has_all_words_those_with_most_are_shown_and_said_to_be() {
    let index = paper();
    let check = |text: &str, expected: &[i64], is_relaxed: bool| {
        let hits = index.search(&parse_query(text), now()).unwrap();
        let mut ids: Vec<i64> = hits.hits.iter().map(|hit| hit.article.0).collect();
        ids.sort();
        assert_eq!((ids.as_slice(), hits.is_relaxed), (expected, is_relaxed), "{text}");
    };
    check("tram council zeppelin", &[1, 8], true);
    check("tram council zeppelin -bond", &[1], true);
    check("\"tram line\" council zeppelin", &[1], true);
    check("tram council line", &[1, 8], false);
    check("tram zeppelin", &[], false);
    check("airship zeppelin tram", &[], false);
}

#[test]
fn pages_follow_each_other_without_gap_or_repetition() {
    let index = Index::open_in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    for id in 1..=57 {
        let title = if id % 3 == 0 { "Storm storm" } else { "A storm" };
        put(&mut writer, &(id, ["en", "de", "zh"][id as usize % 3], "a", id % 7, title, "", "Rain.", &[], "society"));
        if id % 20 == 0 {
            writer.commit(OutboxId(id)).unwrap();
        }
    }
    writer.commit(OutboxId(57)).unwrap();
    for sort in [Sort::Relevance, Sort::Newest] {
        let mut query = parse_query("storm").sorted(sort).limited(10);
        let (mut all, mut pages) = (Vec::new(), 0);
        loop {
            let page = index.search(&query, now().plus_us(pages * Timestamp::HOUR)).unwrap();
            assert_eq!(page.total.is_some(), pages == 0);
            if let Some(total) = page.total {
                assert_eq!(total, Total { count: 57, is_exact: true });
            }
            all.extend(page.hits.iter().map(|hit| hit.article.0));
            pages += 1;
            let Some(next) = page.next else { break };
            query = query.following(Some(next.to_string().parse().unwrap()));
        }
        assert_eq!(pages, 6);
        assert_eq!(all.len(), 57);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 57);
    }
}

#[test]
fn an_answer_says_of_what_it_is_made() {
    let index = paper();
    let check = |text: &str, langs: &[(&str, usize)], sections: &[(&str, usize)], publishers: &[usize]| {
        let facets = index.facets(&parse_query(text)).unwrap();
        let found_langs: Vec<(&str, usize)> =
            facets.langs.iter().map(|(lang, count)| (lang.as_str(), *count)).collect();
        let found_sections: Vec<(&str, usize)> = facets.sections.iter().map(|(key, count)| (&**key, *count)).collect();
        assert_eq!((found_langs.as_slice(), found_sections.as_slice()), (langs, sections), "{text}");
        assert_eq!(facets.publishers.iter().map(|(_, count)| *count).collect::<Vec<_>>(), publishers, "{text}");
        assert!(facets.is_exact);
        let all = index.search(&parse_query(text).limited(99), now()).unwrap().hits.len();
        assert_eq!(publishers.iter().sum::<usize>(), all, "{text}: all that is found is counted");
    };
    check("tram", &[("en", 4)], &[("business", 2), ("politics", 1), ("society", 1)], &[2, 2]);
    check("tram after:2026-03-07", &[("en", 3)], &[("business", 1), ("politics", 1), ("society", 1)], &[2, 1]);
    check("brandt", &[("de", 1), ("en", 1), ("es", 1)], &[("politics", 3)], &[1, 1, 1]);
    check("zeppelin", &[], &[], &[]);
    check("", &[], &[], &[]);
}

#[test]
fn the_newest_go_on_behind_any_article() {
    let index = paper();
    let check = |days: i64, id: i64, expected: &[i64]| {
        let behind = Cursor::behind(now().plus_us(-days * Timestamp::DAY), ArticleId(id));
        assert_eq!(found(&index, &parse_query("tram sort:newest").following(Some(behind))), expected, "{days} {id}");
    };
    check(1, 9, &[8, 1, 2, 3]);
    check(1, 8, &[1, 2, 3]);
    check(2, 99, &[2, 3]);
    check(300, 1, &[]);
}

#[test]
fn a_new_version_replaces_the_old_and_a_removed_article_is_gone() {
    let index = paper();
    let mut writer = index.writer().unwrap();
    put(&mut writer, &(2, "en", "harbour-post", 3, "Pier open again", "", "The sun is out.", &[], "society"));
    writer.remove(ArticleId(3));
    put(&mut writer, &(11, "en", "harbour-post", 0, "Second thoughts", "", "First version.", &[], "society"));
    put(&mut writer, &(11, "en", "harbour-post", 0, "Second thoughts", "", "Second version.", &[], "society"));
    assert_eq!(index.len(), 10, "nothing is seen before the commit");
    writer.commit(OutboxId(11)).unwrap();
    assert_eq!(index.len(), 10);
    for (text, expected) in
        [("storm", &[][..]), ("sun", &[2]), ("steel", &[]), ("version", &[11]), ("\"first version\"", &[])]
    {
        assert_eq!(found(&index, &parse_query(text)), expected, "{text}");
    }
    assert_eq!(index.search(&parse_query("thoughts"), now()).unwrap().total, Some(Total { count: 1, is_exact: true }));
    writer.clear().unwrap();
    put(&mut writer, &PAPER[0]);
    writer.commit(OutboxId(12)).unwrap();
    assert_eq!(index.len(), 1);
}

#[test]
fn segments_are_merged_also_with_a_writer_for_each_commit() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    for id in 1..=30 {
        let mut writer = index.writer().unwrap();
        put(&mut writer, &(id, "en", "a", 1, "A storm", "", "Rain.", &[], "society"));
        writer.commit(OutboxId(id)).unwrap();
    }
    let files = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path());
    let segments = files.filter(|path| path.extension().is_some_and(|kind| kind == "fast")).count();
    assert!(segments < 16, "{segments} segments of 30 commits");
    assert_eq!(index.len(), 30);
}

#[test]
fn articles_alike_are_found() {
    let index = Index::open_in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    PAPER.iter().for_each(|row| put(&mut writer, row));
    for id in 20..120 {
        put(
            &mut writer,
            &(
                id,
                "en",
                "filler",
                5,
                "Sports in short",
                "",
                "The match ended in a draw, fans went home.",
                &[],
                "sports",
            ),
        );
    }
    writer.commit(OutboxId(1)).unwrap();
    let like = Related {
        article: ArticleId(1),
        lang: Lang::EN,
        title: "Council approves new tram line",
        standfirst: "",
        text: "The council voted for the tram line.",
        after: None,
        before: None,
    };
    let between = |after, before| -> Vec<(i64, Timestamp)> {
        let hits = index.related(&Related { after, before, ..like }, 2, now()).unwrap();
        hits.iter().map(|hit| (hit.article.0, hit.published)).collect()
    };
    let [(first, at), (second, _)] = between(None, None)[..] else { panic!("two are alike") };
    assert_eq!([first, second], [8, 3]);
    assert!(between(None, Some(at)).iter().all(|&(article, other)| article != 8 && other < at));
    assert_eq!(between(Some(at), Some(at.plus_us(1))), [(8, at)]);
}

#[test]
fn what_was_not_committed_is_gone_after_a_kill_and_the_position_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    assert!(index.needs_rebuild() && index.notice().is_none() && index.position().is_none());
    let mut writer = index.writer().unwrap();
    PAPER[..5].iter().for_each(|row| put(&mut writer, row));
    writer.commit(OutboxId(5)).unwrap();
    PAPER[5..].iter().for_each(|row| put(&mut writer, row));
    assert!(matches!(index.writer(), Err(SearchError::Busy)));

    // A copy of the files at this moment is what a killed process leaves.
    let killed = tempfile::tempdir().unwrap();
    copy(dir.path(), killed.path());
    drop((writer, index));
    for dir in [dir.path(), killed.path()] {
        let index = Index::open(dir).unwrap();
        assert_eq!((index.position(), index.len(), index.needs_rebuild()), (Some(OutboxId(5)), 5, false));
        let mut writer = index.writer().unwrap();
        PAPER[4..].iter().for_each(|row| put(&mut writer, row));
        writer.commit(OutboxId(10)).unwrap();
        assert_eq!((index.position(), index.len()), (Some(OutboxId(10)), 10));
    }
}

#[test]
fn a_damaged_index_is_set_aside_and_nothing_else_is_touched() {
    let check = |damage: &dyn Fn(&Path)| {
        let data = tempfile::tempdir().unwrap();
        let dir = data.path().join("index");
        std::fs::write(data.path().join("neighbour"), "kept").unwrap();
        let index = Index::open(&dir).unwrap();
        let mut writer = index.writer().unwrap();
        put(&mut writer, &PAPER[0]);
        writer.commit(OutboxId(1)).unwrap();
        drop((writer, index));
        std::fs::write(dir.join("stray note"), "kept").unwrap();
        damage(&dir);

        let index = Index::open(&dir).unwrap();
        assert!(index.needs_rebuild());
        assert!(index.notice().unwrap().contains("index.set-aside"), "{:?}", index.notice());
        let mut writer = index.writer().unwrap();
        put(&mut writer, &PAPER[0]);
        writer.commit(OutboxId(7)).unwrap();
        assert_eq!(found(&index, &parse_query("tram")), [1]);
        drop((writer, index));
        let index = Index::open(&dir).unwrap();
        assert!(!index.needs_rebuild() && index.notice().is_none());
        assert!(data.path().join("index.set-aside").join("stray note").exists());
        assert_eq!(std::fs::read_to_string(data.path().join("neighbour")).unwrap(), "kept");
    };
    let segment_files = |dir: &Path| -> Vec<_> {
        let files = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.extension().is_some_and(|kind| kind == "idx" || kind == "fast")).collect()
    };
    check(&|dir| std::fs::write(dir.join("meta.json"), "{\"not\": \"an index\"").unwrap());
    check(&|dir| std::fs::write(dir.join("meta.json"), "").unwrap());
    check(&|dir| std::fs::remove_file(dir.join("meta.json")).unwrap());
    check(&|dir| segment_files(dir).iter().for_each(|path| std::fs::remove_file(path).unwrap()));
    check(&|dir| segment_files(dir).iter().for_each(|path| std::fs::write(path, "cut").unwrap()));
    check(&|dir| segment_files(dir).iter().for_each(|path| std::fs::write(path, vec![0; 5000]).unwrap()));
    check(&|dir| {
        for path in segment_files(dir) {
            let mut bytes = std::fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0x55;
            std::fs::write(&path, bytes).unwrap();
        }
    });
    check(&|dir| {
        let meta = std::fs::read_to_string(dir.join("meta.json")).unwrap();
        std::fs::write(dir.join("meta.json"), meta.replace("dateline-2", "dateline-1")).unwrap();
    });
}

/// Copies an index that lives: files that its own tidying takes away meanwhile make the copy begin anew.
fn copy(from: &Path, to: &Path) {
    const TRIES: usize = 50;
    let once = || -> std::io::Result<()> {
        for entry in std::fs::read_dir(to)? {
            std::fs::remove_file(entry?.path())?;
        }
        for entry in std::fs::read_dir(from)? {
            let entry = entry?;
            std::fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
        Ok(())
    };
    let done = (0..TRIES).map(|_| once()).find(|done| !matches!(done, Err(gone) if gone.kind() == ErrorKind::NotFound));
    done.unwrap_or_else(|| panic!("{} changes all the time", from.display())).unwrap();
}
