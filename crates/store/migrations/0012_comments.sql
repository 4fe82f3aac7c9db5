-- What readers say to each other, and how order is kept among them.
create table comment (
    id {id},
    kind smallint not null,                       -- of its subject: 1 an article (a live blog is one), 2 a story
    subject bigint not null,                      -- of a story that merged: where it is now
    written_on bigint not null,                   -- the subject as it was then, for a merge that is taken back
    root bigint not null,                         -- the comment its thread begins with; 0: this one
    parent bigint not null,                       -- the comment it answers; 0: none
    nth bigint not null,                          -- among its parent's replies, from 1
    depth bigint not null,
    reader_id bigint not null,                    -- 0 once the account is gone
    state smallint not null,                      -- 0 published, 1 waiting, 2 removed by a moderator, 3 deleted by its author
    shown smallint not null,                      -- published; or not, but over replies that are shown
    text text not null,                           -- Markdown as written; empty once removed or deleted
    at_us bigint not null,
    edited_us bigint,
    votes bigint not null default 0,
    replies bigint not null default 0,            -- those shown
    replies_ever bigint not null default 0,
    open_flags bigint not null default 0
);
create index comment_subject on comment (kind, subject, id);
create index comment_thread on comment (kind, subject, id) where parent = 0 and shown = 1;
create index comment_best on comment (kind, subject, votes, id) where parent = 0 and shown = 1;
create index comment_reply on comment (parent, nth) where shown = 1;
create index comment_reader on comment (reader_id, id);
create index comment_queue on comment (id) where state = 1;
create index comment_own_waiting on comment (reader_id, id) where state = 1;
create index comment_flagged on comment (id) where open_flags > 0;

-- A comment as it stood before its author changed it: for moderators.
create table comment_version (id {id}, comment_id bigint not null, text text not null, until_us bigint not null);
create index comment_version_of on comment_version (comment_id, id);

create table comment_vote (
    reader_id bigint not null,
    comment_id bigint not null,
    primary key (reader_id, comment_id)
) {without_rowid};

create table comment_flag (
    comment_id bigint not null,
    reader_id bigint not null,
    reason text not null,                         -- spam, abuse, off-topic, other
    words text not null,
    at_us bigint not null,
    closed_by bigint,                             -- the decision that answered it; null while it is open
    primary key (comment_id, reader_id)
) {without_rowid};
create index comment_flag_reader on comment_flag (reader_id, comment_id);

create table reader_block (
    reader_id bigint not null,
    blocked_id bigint not null,
    since_us bigint not null,
    primary key (reader_id, blocked_id)
) {without_rowid};

-- What moderators decided, and what it takes to take a decision back.
create table moderation (
    id {id},
    at_us bigint not null,
    by_reader bigint not null,
    by_role text not null,                        -- as it was then
    kind text not null,                           -- approve, keep, remove, ban
    is_public smallint not null,                  -- it stands in the log that everyone reads: removed, banned
    comment_id bigint not null,                   -- 0 for a ban
    reader_id bigint not null,                    -- whose comment it was, or who was banned; 0 once the account is gone
    subject_kind smallint not null,               -- of the comment; 0 for a ban
    subject bigint not null,
    why text not null,
    until_us bigint,                              -- of a ban; null: for good
    former_state smallint not null,               -- of the comment
    text text not null,                           -- what was removed: nobody but moderators and its author read it
    undone_us bigint,
    undone_role text,
    appeal text,
    appealed_us bigint,
    answer text,
    answered_us bigint,
    answered_role text,
    is_granted smallint
);
create index moderation_public on moderation (id) where is_public = 1;
create index moderation_reader on moderation (reader_id, id);
create index moderation_comment on moderation (comment_id, id);
create index moderation_ban on moderation (reader_id, id) where kind = 'ban' and undone_us is null;
create index moderation_appeal on moderation (id) where appealed_us is not null and answered_us is null;

-- What the site tells a reader.
create table reader_notice (
    id {id},
    reader_id bigint not null,
    kind text not null,                           -- reply, approved, removed, restored, banned, appeal
    comment_id bigint not null,                   -- 0 for none
    decision_id bigint not null,                  -- 0 for none
    at_us bigint not null,
    read_us bigint
);
create index reader_notice_reader on reader_notice (reader_id, id);
create index reader_notice_unread on reader_notice (reader_id) where read_us is null;
create index reader_notice_comment on reader_notice (comment_id);

-- Kept, so that pages without comments ask for none: published comments.
alter table article add column comment_count bigint not null default 0;
alter table story add column comment_count bigint not null default 0;
alter table reader add column comment_count bigint not null default 0;
alter table reader add column unread_notices bigint not null default 0;
