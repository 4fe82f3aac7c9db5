-- What readers thought of what models wrote, with the words as they stood: what is written anew does not change them.
create table judged_writing (
    id {id},
    reader_id bigint not null,
    subject_kind text not null,
    subject_id bigint not null,
    task text not null,
    lang text not null,
    model text not null,
    fingerprint bigint not null,
    title text not null,                          -- of the article or story
    body text not null,
    judged_us bigint not null,
    is_kept smallint not null default 0,
    rating smallint not null default 0,           -- 1 good, -1 bad
    report text,                                  -- what the reader says is wrong
    settled_us bigint,                            -- the owner has seen the report
    unique (reader_id, subject_kind, subject_id, task, lang, model, fingerprint)
);
create index judged_reader on judged_writing (reader_id, id);
create index judged_kept on judged_writing (reader_id, id) where is_kept = 1;
create index judged_reported on judged_writing (id) where report is not null and settled_us is null;
create index judged_model on judged_writing (model, rating) where rating <> 0;
