-- What models wrote, so that nobody pays twice for the same. One row for each task about a subject, in each language by
-- each model; what is written anew takes its place.
create table writing (
    subject_kind text not null,                   -- article, story, or a word of whoever asked
    subject_id bigint not null,
    task text not null,
    lang text not null,
    model text not null,
    prompt_version bigint not null,
    fingerprint bigint not null,                  -- of what was read: it holds for this alone
    body text not null,
    tokens_in bigint not null,
    tokens_out bigint not null,
    cost bigint not null,                         -- millionths of the owner's currency
    written_us bigint not null,
    primary key (subject_kind, subject_id, task, lang, model)
) {without_rowid};
create index writing_time on writing (written_us);

-- What models read and wrote on a day, for a reader and, under reader 0, for all and the site itself together.
create table model_use (
    reader_id bigint not null,
    day bigint not null,                          -- days since 1970, UTC
    calls bigint not null default 0,
    tokens_in bigint not null default 0,
    tokens_out bigint not null default 0,
    cost bigint not null default 0,
    reserved bigint not null default 0,           -- tokens that calls under way may use
    primary key (reader_id, day)
) {without_rowid};
create index model_use_day on model_use (day);

-- The calls under way.
create table model_call (
    id {id},
    reader_id bigint not null,                    -- 0: the site itself
    day bigint not null,
    reserved bigint not null,
    begun_us bigint not null
);
create index model_call_begun on model_call (begun_us);
