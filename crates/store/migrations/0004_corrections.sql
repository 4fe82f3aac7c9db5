-- What people decided about stories, and what it takes to take a decision back.
create table correction (
    id {id},
    at_us bigint not null,
    by_name text not null,                        -- of the account, as it was then
    kind text not null,                           -- merge, split, move, rename
    story_id bigint not null,                     -- the story that was corrected
    into_story bigint not null,                   -- where its articles went; itself when it was renamed
    article_count bigint not null,                -- how many articles went
    headline text not null,                       -- of the corrected story, before
    into_headline text not null,                  -- of the other story; the new headline when it was renamed
    why text not null,
    undo text not null,                           -- JSON (src/correction/undo.rs)
    undone_us bigint,
    undone_by text
);

-- Stories that are never to be merged again: a person took them apart.
create table story_apart (
    correction_id bigint not null,
    story_id bigint not null,
    other_story bigint not null,
    primary key (correction_id, story_id, other_story)
) {without_rowid};

create index placement_by_person on placement (article_id) where by_person = 1;
