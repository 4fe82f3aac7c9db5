-- When a reader looked at a story, and what was its newest then. Trimmed by age, and with the story.
create table story_look (
    reader_id bigint not null,
    story_id bigint not null,
    seen_article bigint not null,                 -- articles up to this id were there at the last look
    seen_post bigint not null,                    -- the same of live blogs' posts
    seen_us bigint not null,
    looked_article bigint,                        -- the same of the visit before this one; null on a first
    looked_post bigint,
    looked_us bigint,
    primary key (reader_id, story_id)
) {without_rowid};
create index story_look_story on story_look (story_id);
create index story_look_age on story_look (seen_us);

-- Whom the brief of the day is sent, and how far that is.
create table brief_mail (
    reader_id {key},
    address text not null,
    tongue text not null,                         -- in which language
    is_long smallint not null,
    hour smallint not null,                       -- of the day, in the zone
    zone text not null,                           -- IANA
    asked_us bigint not null,                     -- when the address was given
    confirmed_us bigint,                          -- null until its owner has said so
    due_us bigint,                                -- when the next letter is to go; null while none is. A claim moves it
    attempts bigint not null default 0,           -- of the letter that is due
    claim bigint not null default 0,              -- of the last claim
    on_its_way text,                              -- the day whose letter is being handed over; its end is not known yet
    sent_day text,                                -- the last day whose letter was handed over
    sent_us bigint,
    problem text,                                 -- what the mail server said of the last letter, if anything
    problem_us bigint,
    refused_us bigint                             -- the address takes no mail: nothing goes there until it is given anew
);
create index brief_mail_due on brief_mail (due_us) where due_us is not null;
create index brief_mail_problem on brief_mail (problem_us) where problem_us is not null;
