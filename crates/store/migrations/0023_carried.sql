-- Comments that were carried in from another installation, by what they are called there: carried once.
create table carried_comment (
    origin text not null,                         -- the other installation's own name
    origin_id text not null,
    comment_id bigint not null,
    primary key (origin, origin_id)
) {without_rowid};
