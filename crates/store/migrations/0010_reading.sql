-- What a reader keeps for later, has left unread on purpose, and has read in one go.
alter table read_state add column saved_us bigint;
alter table read_state add column unread_us bigint;   -- outlasts a mark set before
create index read_state_saved on read_state (article_id) where saved_us is not null;
create index read_state_history on read_state (reader_id, read_us, article_id) where read_us is not null;
create index read_state_stars on read_state (reader_id, starred_us, article_id) where starred_us is not null;
create index read_state_later on read_state (reader_id, saved_us, article_id) where saved_us is not null;

create table reading_mark (
    reader_id {key},
    read_until bigint not null default 0,         -- articles up to this id count as read
    marked_us bigint not null default 0,
    former_until bigint,                          -- what the mark replaced; null once taken back
    former_marked_us bigint,
    seen_article bigint not null default 0,       -- the newest when the front page was last looked at
    seen_us bigint not null default 0,
    looked_article bigint not null default 0,     -- the same of the visit before this one
    looked_us bigint not null default 0
);

-- What readers follow for themselves; what the site follows stands in `source`.
create table follow (
    reader_id bigint not null,
    kind text not null,                           -- story, hashtag, person, publisher
    subject text not null,                        -- its key, as in addresses; of a story its id
    label text not null,                          -- as it was called then
    since_us bigint not null,
    primary key (reader_id, kind, subject)
) {without_rowid};
