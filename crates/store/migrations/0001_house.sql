-- The whole house. One text for both databases; `src/sql.rs` says what the words in braces become.
-- Times are UTC microseconds, ids are given by the database and never used again, JSON is text, hashes are bigint.

create table publisher (
    id {id},
    key text not null unique,                     -- registrable domain or host
    name text not null,
    home_url text,
    lang text not null,
    boilerplate text,                             -- what repeats on its pages, in the words of the pipeline
    icon_checked_us bigint,
    has_icon smallint not null default 0,
    article_count bigint not null default 0,
    last_us bigint
);

create table publisher_icon (publisher_id {key}, mime text not null, bytes {blob} not null);

create table source (
    id {id},
    publisher_id bigint not null,
    kind text not null,
    url text not null unique,
    title text not null,
    home_url text,
    folder text,
    state text not null default 'active',         -- active, paused, gone
    state_reason text,
    pages text not null default 'auto',           -- auto, always, never: whether an item's page is fetched
    created_us bigint not null,
    next_fetch_us bigint not null,                -- a claim moves it to the end of the lease
    interval_s bigint not null default 0,
    etag {blob},
    last_modified {blob},
    body_hash bigint,
    fetch_count bigint not null default 0,
    last_fetch_us bigint,
    last_ok_us bigint,
    last_new_us bigint,
    failures bigint not null default 0,           -- in a row
    last_status bigint,
    last_error text,
    last_fault text,
    notices text,
    websub text,
    websub_expires_us bigint,
    item_count bigint not null default 0
);
create index source_due on source (next_fetch_us) where state = 'active';
create index source_websub on source (websub_expires_us) where websub_expires_us is not null;

-- The last twenty fetches: a ring, slot = number of the fetch modulo 20.
create table fetch_log (
    source_id bigint not null,
    slot bigint not null,
    at_us bigint not null,
    status bigint,
    new_items bigint not null,
    duration_ms bigint not null,
    bytes bigint not null,
    error text,
    primary key (source_id, slot)
) {without_rowid};

create table host_budget (domain text not null primary key, state text not null) {without_rowid};

create table robots (
    host text not null primary key,
    body text not null,
    fetched_us bigint not null,
    expires_us bigint not null
) {without_rowid};

-- What a source's feed has told of. Outlives its article, as a tombstone without text.
create table feed_item (
    source_id bigint not null,
    guid_key bigint not null,
    claim_key bigint not null,                    -- of all that the feed claimed: the same key, nothing changed
    article_id bigint not null,                   -- the article may be gone; its id is never used again
    last_seen_us bigint not null,
    primary key (source_id, guid_key)
) {without_rowid};

create table article (
    id {key},                                     -- grows in the order of commits
    publisher_id bigint not null,
    source_id bigint not null,
    url text not null,
    url_key bigint not null,
    text_key bigint not null,                     -- 0: too little text to know it again by
    title text not null,
    standfirst text not null,
    byline text not null,                         -- JSON: [[name, place], ...], empty for none
    published_us bigint not null,                 -- never after created_us
    published_raw text,
    modified_us bigint,
    created_us bigint not null,
    lang text not null,
    section text,                                 -- the site's key, by enrichment
    image_url text,
    access smallint not null,                     -- 0 unknown, 1 free, 2 metered, 3 subscribers
    is_live_blog smallint not null,
    arrived_read smallint not null,
    page_state smallint not null,                 -- 0 whole from the feed, 1 page wanted, 2 fetched, 3 failed
    words bigint not null default 0,
    revision_count bigint not null default 0
);
create unique index article_url on article (url_key);
create index article_text on article (source_id, text_key) where text_key <> 0;
create index article_time on article (published_us, id);
create index article_publisher on article (publisher_id, published_us, id);
create index article_source on article (source_id, published_us, id);
create index article_lang on article (lang, published_us, id);
create index article_section on article (section, published_us, id) where section is not null;
create index article_live on article (published_us, id) where is_live_blog = 1;

-- Everything of the article that lists do not show, packed (src/pack.rs).
create table article_body (article_id {key}, body {blob} not null);

create table revision (
    id {id},
    article_id bigint not null,
    at_us bigint not null,
    title text not null,
    standfirst text not null,
    body {blob} not null
);
create index revision_article on revision (article_id, id);

create table post (
    id {id},
    article_id bigint not null,
    key text not null,
    published_us bigint not null,
    modified_us bigint,
    title text not null,
    author text,
    url text,
    body {blob} not null,
    unique (article_id, key)
);
create index post_time on post (article_id, published_us, id);

-- Derived from here to `job`: `clear_derived` empties it and the pipeline makes it anew.
create table enrichment (
    article_id {key},
    version bigint not null,
    mentions text not null,                       -- JSON: [[name, kind, count], ...]
    hashtags text not null                        -- [[hashtag id, weight in thousandths], ...], most telling first
);

-- The clusterer's memory of an article inside its window; its bytes stand in the block of its batch.
create table candidate (article_id {key}, published_us bigint not null, block bigint not null);
create table candidate_block (id {id}, newest_us bigint not null, bytes {blob} not null);

create table hashtag (
    id {key},
    key text not null unique,
    label text not null,
    article_count bigint not null,
    last_us bigint not null,
    heat double precision not null                -- log2 of the sum of 2^(day of each article): never computed again for age
);
create index hashtag_heat on hashtag (heat) where article_count > 1;

create table article_hashtag (
    hashtag_id bigint not null,
    published_us bigint not null,
    article_id bigint not null,
    weight smallint not null,                     -- in thousandths
    primary key (hashtag_id, published_us, article_id)
) {without_rowid};

create table story (
    id {key},
    lang text not null,
    section text,
    headline text not null,
    headline_by_person smallint not null default 0,
    lead_article bigint not null,
    others text not null,                         -- ids for the front page's card, JSON
    first_us bigint not null,
    last_us bigint not null,
    article_count bigint not null,
    copy_count bigint not null,
    publisher_count bigint not null,
    rank bigint not null,                         -- millionths of log weight + time / half-life: never computed again for age
    reasons text not null,
    redirect_to bigint,
    updated_us bigint not null
);
create index story_rank on story (rank, id) where redirect_to is null;
create index story_section on story (section, rank, id) where redirect_to is null;
create index story_lang on story (lang, rank, id) where redirect_to is null;
create index story_redirect on story (redirect_to) where redirect_to is not null;

create table placement (
    article_id {key},
    story_id bigint not null,
    published_us bigint not null,
    copy_of bigint,
    score double precision not null,
    reason text not null,                         -- JSON: [kind, [shared words], similarity, minutes apart]
    by_person smallint not null default 0
);
create index placement_story on placement (story_id, published_us, article_id);

create table job (
    kind text not null,
    subject bigint not null,
    run_at_us bigint not null,                    -- a claim moves it to the end of the lease
    attempts bigint not null default 0,
    claim bigint not null default 0,              -- of the last claim; asking for the job again sets it to 0
    dead smallint not null default 0,
    last_error text,
    primary key (kind, subject)
) {without_rowid};
create index job_due on job (kind, run_at_us) where dead = 0;
create index job_dead on job (kind, subject) where dead = 1;

create table outbox (id {key}, kind smallint not null, subject bigint not null, at_us bigint not null);

create table lease (name text not null primary key, holder text not null, until_us bigint not null);
create table setting (key text not null primary key, value text not null);
create table counter (name text not null primary key, value bigint not null);
insert into counter (name, value) values
    ('articles', 0), ('stories', 0), ('publishers', 0), ('sources', 0), ('hashtags', 0), ('posts', 0),
    ('article_id', 0), ('hashtag_id', 0), ('story_id', 0), ('outbox_id', 0);

create table reader (
    id {id},
    name text not null,
    name_key text not null unique,                -- lower case
    password_hash text not null,
    role text not null,
    created_us bigint not null
);
create table session (
    token_hash {blob} not null primary key,
    reader_id bigint not null,
    created_us bigint not null,
    seen_us bigint not null,
    expires_us bigint not null,
    user_agent text not null
);
create index session_expiry on session (expires_us);
create table setup_token (token_hash {blob} not null primary key, expires_us bigint not null);

-- Apart from the article, and outlives it.
create table read_state (
    reader_id bigint not null,
    article_id bigint not null,
    read_us bigint,
    starred_us bigint,
    primary key (reader_id, article_id)
) {without_rowid};
create index read_state_starred on read_state (article_id) where starred_us is not null;
