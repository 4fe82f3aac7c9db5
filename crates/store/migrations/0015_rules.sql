-- What readers have done with articles by themselves: hidden, starred, told of.
create table rule (
    id {id},
    reader_id bigint not null,
    query text not null,                          -- as typed into a search
    deed text not null,                           -- hide, star, notify
    created_us bigint not null
);
create unique index rule_reader on rule (reader_id, deed, query);
create index rule_arrival on rule (id) where deed <> 'hide';

-- What a rule has found among what arrived, so that it acts once.
create table rule_found (
    rule_id bigint not null,
    article_id bigint not null,
    primary key (rule_id, article_id)
);
create index rule_found_article on rule_found (article_id);

alter table reader_notice add column article_id bigint not null default 0;
alter table reader_notice add column rule_id bigint not null default 0;
create index reader_notice_rule on reader_notice (rule_id) where rule_id <> 0;
