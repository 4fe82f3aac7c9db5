"""Compares what `dateline pipe feed` reads from feeds with what other libraries read from the same files.

    compare_feeds.py rows FEEDS_DIR                     prints the rows for `dateline pipe feed`
    compare_feeds.py score FEEDS_DIR ANSWERS WRONG      prints {figure: [agreeing, all]}; every disagreement goes to the file WRONG

FEEDS_DIR holds `feedparser/` (test files of Python's feedparser, which is asked itself), `gofeed/` and `rss-parser/`
(files with the parse expected of those libraries as JSON), `feed-rs/`, `feedvalidator/` and `real/` (any feeds:
feedparser is asked for the number of entries, titles, links and dates). Needs feedparser.

A value agrees when it says the same to a reader: markup and white space do not count in texts, a date agrees to the
second, a summary may stand in either of summary and content.
"""
import collections, html, json, os, re, sys, warnings

warnings.filterwarnings("ignore")
TESTS = "feedparser"
OTHERS = ["feedvalidator", "feed-rs", "real", "rss-parser/input", "gofeed"]


def files(root, folders):
    return sorted(os.path.join(d, f) for folder in folders for d, _, names in os.walk(os.path.join(root, folder)) for f in names)


def test_files(root):
    return [path for path in files(root, [TESTS]) if path.endswith((".xml", ".json"))]


def headers(path):
    """The HTTP headers that a test file of feedparser names in its leading comment."""
    start = open(path, "rb").read(3000)
    wide = {b"\xff\xfe\0\0": "utf-32-le", b"<\0\0\0": "utf-32-le", b"\0\0\xfe\xff": "utf-32-be", b"\0\0\0<": "utf-32-be"}
    narrow = {b"\xff\xfe": "utf-16-le", b"<\0": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\0<": "utf-16-be"}
    text = start.decode(wide.get(start[:4]) or narrow.get(start[:2]) or "latin-1", "replace")
    return {k.strip().lower(): v.strip() for k, v in re.findall(r"^\s*Header:\s*([^:\n]+):(.*)$", text, re.M)}


def print_rows(root):
    for path in test_files(root):
        given = headers(path)
        row = {"id": path, "path": path, "content_type": given.get("content-type"), "url": given.get("content-location")}
        print(json.dumps({k: v for k, v in row.items() if v is not None}))
    for path in files(root, OTHERS):
        print(json.dumps({"id": path, "path": path}))


def bare(text):
    """What is left of a text for a reader, without white space."""
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>", "", text or "")
    return re.sub(r"\s+", "", html.unescape(html.unescape(re.sub(r"(?s)<[^>]*>", "", text))))


def second(time):
    """The second of a time as RFC 3339 or as feedparser's tuple."""
    return (time or "")[:19] if not isinstance(time, tuple) else "%04d-%02d-%02dT%02d:%02d:%02d" % time[:6]


def bodies(item):
    return [bare(item["summary_html"]), bare(item["content_html"])]


class Tally:
    def __init__(self, root, wrong):
        self.root, self.wrong, self.counts = root, wrong, collections.defaultdict(lambda: [0, 0])

    def check(self, figure, path, agrees, expected, got):
        self.counts[figure][0] += bool(agrees)
        self.counts[figure][1] += 1
        if not agrees:
            self.wrong.write(f"{os.path.relpath(path, self.root)} | {figure} | {expected!r:.300} | {got!r:.300}\n")


def same_title(a, b):
    return bare(a) == bare(b) or bare(html.escape(a)) == bare(html.escape(b or "")) or re.sub(r"\s", "", html.unescape(a)) == re.sub(r"\s", "", b or "")


def with_feedparser(tally, feedparser, path, answer):
    """Every value of one test file."""
    parsed = feedparser.parse(open(path, "rb").read(), response_headers=headers(path))
    items = answer["items"]
    if parsed.entries:
        tally.check("feedparser: files with entries", path, len(items) > 0, len(parsed.entries), len(items))
        tally.check("feedparser: as many entries", path, len(items) == len(parsed.entries), len(parsed.entries), len(items))
    folder = os.path.relpath(path, os.path.join(tally.root, TESTS)).split(os.sep)
    if folder[0] not in ("wellformed", "encoding", "entities"):
        return
    # What its sanitiser removes is its own choice.
    sanitised = "sanitize" in folder

    def check(field, agrees, expected, got):
        tally.check(f"feedparser: {field}", path, agrees, expected, got)
        tally.check("feedparser: all values", path, agrees, expected, got)

    feed = parsed.feed
    if feed.get("title") and bare(feed.title):
        check("feed titles", same_title(feed.title, answer["title"]), feed.title, answer["title"])
    if feed.get("link") and feed.link != feed.get("id"):
        check("links", feed.link == answer["home_url"], feed.link, answer["home_url"])
    for entry, item in zip(parsed.entries, items):
        if entry.get("title") and bare(entry.title):
            check("titles", same_title(entry.title, item["title"]), entry.title, item["title"])
        if is_link(entry):
            check("links", entry.link == item["url"], entry.link, item["url"])
        if entry.get("id"):
            check("ids", entry.id == item["guid"], entry.id, item["guid"])
        for field in ("published", "updated", "created"):
            expected = entry.get(field + "_parsed") if field in entry else None
            if not expected or (field == "created" and "published" in entry):
                continue
            got = [item["updated"], item["published"]] if field == "updated" else [item["published"]]
            check("dates", second(tuple(expected)) in [second(time) for time in got], second(tuple(expected)), got)
        for author in entry.get("authors", []):
            name = author.get("name") or author.get("email")
            if name:
                check("authors", name in item["authors"], name, item["authors"])
        for enclosure in entry.get("enclosures", []):
            if enclosure.get("href"):
                check("enclosures", any(same_enclosure(enclosure, got) for got in item["enclosures"]), dict(enclosure), item["enclosures"])
        if not sanitised:
            texts = [entry.get("summary")] + [content.get("value") for content in entry.get("content", [])]
            for text in filter(None, texts):
                check("content", bare(text) in bodies(item), text, bodies(item))
                own = html.unescape((item["summary_html"] or "") + (item["content_html"] or ""))
                for address in re.findall(r'(?:href|src)="([^"]*)"', text):
                    check("links in content", html.unescape(address) in own, address, own)
        for tag in entry.get("tags", []):
            if tag.get("label") or tag.get("term"):
                check("categories", (tag.get("label") or tag.get("term")) in item["categories"], tag, item["categories"])


def is_link(entry):
    """feedparser gives an entry without a link its id, which need not be an address."""
    return entry.get("link") and (entry.link != entry.get("id") or entry.link.startswith("http"))


def same_enclosure(wanted, got):
    length = str(wanted.get("length") or "")
    return (
        got["url"] == wanted["href"]
        and (not wanted.get("type") or got["mime"] == wanted["type"])
        and (not length.isdigit() or str(got["length_bytes"]) == length)
    )


def any_feed(tally, feedparser, path, answer):
    """Number of entries, links and dates of a feed of any kind, as feedparser reads them."""
    try:
        parsed = feedparser.parse(open(path, "rb").read())
    except Exception:
        return
    if not parsed.entries:
        return
    same = len(parsed.entries) == len(answer["items"])
    tally.check("other feeds: as many entries as feedparser", path, same, len(parsed.entries), len(answer["items"]))
    for entry, item in zip(parsed.entries, answer["items"]) if same else []:
        if is_link(entry):
            tally.check("other feeds: links", path, entry.link == item["url"], entry.link, item["url"])
        if entry.get("published_parsed"):
            expected = second(tuple(entry.published_parsed))
            tally.check("other feeds: dates", path, expected == second(item["published"]), expected, item["published"])


def with_gofeed(tally, path, answer):
    """The translated feed that lies beside a test file of gofeed."""
    beside = path[:-4] + ".json" if path.endswith(".xml") else path[:-5] + "_expected.json"
    if f"{os.sep}parser{os.sep}" in path or not os.path.exists(beside):
        return
    try:
        wanted = json.load(open(beside, encoding="utf8"))
    except ValueError:
        return
    items = wanted.get("items") or []

    def check(agrees, expected, got):
        tally.check("gofeed: values", path, agrees, expected, got)

    check(len(items) == len(answer["items"]), len(items), len(answer["items"]))
    if wanted.get("title"): check(bare(wanted["title"]) == bare(answer["title"]), wanted["title"], answer["title"])
    if wanted.get("link"): check(wanted["link"] == answer["home_url"], wanted["link"], answer["home_url"])
    if wanted.get("feedLink"): check(wanted["feedLink"] == answer["self_url"], wanted["feedLink"], answer["self_url"])
    if wanted.get("language"): check(wanted["language"].lower()[:2] == (answer["lang"] or "")[:2], wanted["language"], answer["lang"])
    for entry, item in zip(items, answer["items"]):
        times = [second(item["published"]), second(item["updated"])]
        if entry.get("title"): check(bare(entry["title"]) == bare(item["title"]), entry["title"], item["title"])
        if entry.get("link"): check(entry["link"] == item["url"], entry["link"], item["url"])
        if entry.get("guid"): check(entry["guid"] == item["guid"], entry["guid"], item["guid"])
        if entry.get("publishedParsed"): check(second(entry["publishedParsed"]) == times[0], entry["publishedParsed"], times)
        if entry.get("updatedParsed"): check(second(entry["updatedParsed"]) in times, entry["updatedParsed"], times)
        for field in ("description", "content"):
            if entry.get(field): check(bare(entry[field]) in bodies(item), entry[field], bodies(item))
        for author in entry.get("authors") or []:
            name = author.get("name") or author.get("email")
            if name: check(name in item["authors"], name, item["authors"])
        for category in entry.get("categories") or []: check(category in item["categories"], category, item["categories"])
        for wanted_file in entry.get("enclosures") or []:
            if wanted_file.get("url"): check(any(got["url"] == wanted_file["url"] for got in item["enclosures"]), wanted_file, item["enclosures"])


def with_rss_parser(tally, root, path, answer):
    """The output that rss-parser's tests expect for one of their inputs."""
    name = os.path.basename(path).rsplit(".", 1)[0]
    beside = os.path.join(root, "rss-parser", "output", name + ".json")
    if not os.path.exists(beside):
        return
    wanted = json.load(open(beside, encoding="utf8", errors="replace"))["feed"]

    def check(agrees, expected, got):
        tally.check("rss-parser: values", path, agrees, expected, got)

    check(len(wanted["items"]) == len(answer["items"]), len(wanted["items"]), len(answer["items"]))
    if wanted.get("title"): check(bare(wanted["title"]) == bare(answer["title"]), wanted["title"], answer["title"])
    if wanted.get("link"): check(wanted["link"] == answer["home_url"], wanted["link"], answer["home_url"])
    for entry, item in zip(wanted["items"], answer["items"]):
        times = [second(item["published"]), second(item["updated"])]
        if isinstance(entry.get("title"), str) and entry["title"].strip(): check(bare(entry["title"]) == bare(item["title"]), entry["title"], item["title"])
        if entry.get("link"): check(entry["link"].strip() == item["url"], entry["link"], item["url"])
        if entry.get("guid"): check(entry["guid"].strip() == item["guid"], entry["guid"], item["guid"])
        if entry.get("isoDate"): check(second(entry["isoDate"]) in times, entry["isoDate"], times)
        for field in ("content", "content:encoded"):
            if isinstance(entry.get(field), str) and entry[field].strip(): check(bare(entry[field]) in bodies(item), entry[field], bodies(item))


def score(root, answers, wrong):
    import feedparser

    told = {row["id"]: row for row in map(json.loads, open(answers, encoding="utf8"))}
    with open(wrong, "w", encoding="utf8") as file:
        tally = Tally(root, file)
        for path in test_files(root):
            with_feedparser(tally, feedparser, path, told[path])
        for path in files(root, OTHERS):
            any_feed(tally, feedparser, path, told[path])
            if f"{os.sep}gofeed{os.sep}" in path: with_gofeed(tally, path, told[path])
            if f"{os.sep}rss-parser{os.sep}" in path: with_rss_parser(tally, root, path, told[path])
    print(json.dumps(tally.counts))


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "rows":
        print_rows(sys.argv[2])
    elif len(sys.argv) == 5 and sys.argv[1] == "score":
        score(*sys.argv[2:])
    else:
        sys.exit(__doc__)
