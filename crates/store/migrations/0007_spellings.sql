-- How articles write what a hashtag names, where that is not the label itself: other scripts, fuller names.
create table hashtag_spelling (
    hashtag_id bigint not null,
    spelling text not null,
    article_count bigint not null,
    primary key (hashtag_id, spelling)
) {without_rowid};
