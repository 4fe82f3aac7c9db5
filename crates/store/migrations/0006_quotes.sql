-- Who said what: the quotes of an article with its enrichment, and the articles in which somebody speaks.
-- JSON by position (src/compact.rs); empty for none.
alter table enrichment add column quotes text not null default '';

create table speaker_article (
    speaker text not null,                        -- the key of the name
    published_us bigint not null,
    article_id bigint not null,
    primary key (speaker, published_us, article_id)
) {without_rowid};
