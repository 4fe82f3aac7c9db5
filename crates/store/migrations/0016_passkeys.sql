-- Passkeys: what the site knows of them cannot be used to sign in.
create table passkey (
    id {id},
    credential_id {blob} not null unique,
    reader_id bigint not null,
    name text not null,                           -- in the words of its reader
    public_key {blob} not null,                   -- and what else of it stays as it is
    counter {blob} not null,                      -- its signature counter, and what else changes when it is used
    created_us bigint not null,
    used_us bigint                                -- null while nobody has signed in with it
);
create index passkey_reader on passkey (reader_id, id);

-- By what a passkey names its reader: a number that says nothing of the account.
create table passkey_handle (
    reader_id {key},
    handle {blob} not null unique
);
