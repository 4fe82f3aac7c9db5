-- What the importance of a story hangs on beside its articles: where its publishers are at home, and how much they publish.
alter table publisher add column declared_country text;  -- by its feed's language tag; what its domain tells is not kept
alter table article add column pace smallint not null default 0;  -- of its publisher's articles in the hours up to it
