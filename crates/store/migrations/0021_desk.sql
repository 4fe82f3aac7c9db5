-- What the owner's desk shows without reading through what is kept.
create table arrival_hour (
    hour {key},                                   -- since 1970, in UTC
    articles bigint not null
);
create index source_failing on source (failures, id) where state = 'active' and failures > 0;

-- Notices that were read go after a while.
create index reader_notice_read on reader_notice (read_us) where read_us is not null;
