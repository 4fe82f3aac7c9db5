-- How a reader likes to read: the site's own short text, which no query looks into.
alter table reader add column preferences text not null default '';
