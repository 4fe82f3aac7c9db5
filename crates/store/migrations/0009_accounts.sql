-- Accounts beyond the owner's: who was invited to what, and who is kept out.
create table invitation (
    id {id},
    token_hash {blob} not null unique,
    role text not null,
    note text not null,                           -- whom it is for, in the words of who wrote it
    by_name text not null,                        -- of the account, as it was then
    created_us bigint not null,
    expires_us bigint not null
);

alter table reader add column suspended_us bigint;
create index session_reader on session (reader_id);
