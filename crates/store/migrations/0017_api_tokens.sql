-- What programs show instead of a session: the hash of each, and what it is good for.
create table api_token (
    id {id},
    token_hash {blob} not null unique,
    reader_id bigint not null,
    name text not null,                           -- in the words of its reader
    scopes text not null,                         -- parted by spaces: read, export, metrics
    created_us bigint not null,
    expires_us bigint,                            -- null: never
    used_us bigint                                -- to the minute; null while nobody has used it
);
create index api_token_reader on api_token (reader_id, id);
create index api_token_expiry on api_token (expires_us) where expires_us is not null;
