-- Following asked for on the site: the desk looks what there is behind an address, the owner chooses.
create table follow_request (
    id {id},
    address text not null,                        -- as typed
    reader_id bigint not null,
    asked_us bigint not null,
    found text,                                   -- JSON: what can be followed, best first; null while the desk looks
    followed text,                                -- JSON: ids of sources, once chosen
    message text,                                 -- what the reader is told when nothing was found
    cause text                                    -- the same for the operator
);
create index follow_request_time on follow_request (asked_us);

insert into counter (name, value) values ('fetches_new', 0), ('fetches_unchanged', 0), ('fetches_failed', 0);
