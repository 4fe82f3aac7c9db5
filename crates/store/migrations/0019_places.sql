-- Places of the gazetteer, and the articles about each: found by the second reading, as quotes are.
create table place (
    key text not null primary key,                -- as in addresses
    article_count bigint not null
) {without_rowid};

create table place_article (
    place text not null,
    published_us bigint not null,
    article_id bigint not null,
    primary key (place, published_us, article_id)
) {without_rowid};
create index place_article_of on place_article (article_id);

-- How articles of a language write a place.
create table place_spelling (
    place text not null,
    lang text not null,
    spelling text not null,
    article_count bigint not null,
    primary key (place, lang, spelling)
) {without_rowid};
