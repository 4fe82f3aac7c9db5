-- What becomes of a live blog's posts after their first fetch.
alter table post add column claimed_us bigint;                  -- the time as first told, on the clock that its blog began with; null when none was told
alter table post add column removed_us bigint;                  -- when its page was found to show it no more
alter table post add column missed bigint not null default 0;   -- fetches in a row that lacked it where it ought to be
alter table post add column revision_count bigint not null default 0;
update post set claimed_us = published_us;

create table post_revision (
    id {id},
    post_id bigint not null,
    at_us bigint not null,                        -- when it was replaced
    title text not null,
    body {blob} not null
);
create index post_revision_post on post_revision (post_id, id);

-- Where a live blog's page keeps its posts, as last learned: JSON.
alter table source add column post_pattern text;

-- Articles whose pages turned out to be live blogs, which were then followed by themselves. A row without an end whose
-- source is gone says that the owner does not want it.
create table live_follow (
    article_id {key},
    source_id bigint not null,
    found_us bigint not null,
    ended_us bigint
);
create index live_follow_source on live_follow (source_id);
create index live_follow_open on live_follow (found_us) where ended_us is null;
