-- Who readers are elsewhere: to a reverse proxy that names its users, to an OpenID provider.
create table identity (
    provider text not null,                       -- `proxy`, or the provider's issuer
    subject text not null,                        -- what never changes of the user there
    reader_id bigint not null,
    label text not null,                          -- what the user was called there, for the reader to know it by
    created_us bigint not null,
    used_us bigint not null,                      -- to the hour
    primary key (provider, subject)
) {without_rowid};
create index identity_reader on identity (reader_id, provider);
