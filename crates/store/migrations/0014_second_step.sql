-- The second step of signing in: the codes of an app, and those for when the app is lost.
create table second_step (
    reader_id {key},
    secret {blob} not null,                       -- what the app and the site share (RFC 6238)
    since_us bigint,                              -- null until a code has shown that the app has it
    last_period bigint not null default 0,        -- codes of this half minute and of earlier ones are not taken again
    missed bigint not null default 0,             -- wrong codes in a row
    missed_us bigint not null default 0           -- when the last of them was
);
create table recovery_code (
    reader_id bigint not null,
    code_hash {blob} not null,
    primary key (reader_id, code_hash)
) {without_rowid};

-- What a browser has begun and a later request of it ends, under the hash of a secret which that browser has.
create table ceremony (
    key_hash {blob} not null primary key,
    reader_id bigint not null,                    -- 0: not known yet
    state {blob} not null,
    expires_us bigint not null
);
create index ceremony_expiry on ceremony (expires_us);

alter table session add column way text not null default 'password';
