-- Articles that wait to be read a second time, when nothing else does: for who says what in them, and by a model.
create table to_read (
    article_id {key},
    asked_us bigint not null                      -- when it was placed, or changed
);
insert into to_read (article_id, asked_us) select article_id, 0 from enrichment;

-- Quotes stand apart from the enrichment, packed (src/compact.rs); no row for none. They are found anew.
create table said (article_id {key}, quotes {blob} not null);
delete from speaker_article;
alter table enrichment drop column quotes;
