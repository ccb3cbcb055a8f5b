-- Why: a password alone can be guessed, read over a shoulder or given away. A second factor is a secret that the person's
-- authenticator app shares with this server (RFC 6238), with recovery codes for the day on which the app is lost. A session tells when its
-- person gave the second factor in it, or set one up; a passkey counts as two and has no row here.

create table second_factors (
    factor uuid primary key,
    person uuid not null references persons,
    -- Encrypted with a key that is not in the database.
    secret bytea not null,
    made_at timestamptz not null,
    -- When the person gave its first code; null: it is being set up, and counts for nothing.
    completed_at timestamptz,
    -- When the password was reset; null again once the person has confirmed it.
    stopped_at timestamptz,
    -- The time step of the last code that was taken: each code is taken once.
    last_step bigint not null default 0,
    -- Since the last right code.
    wrong_codes int not null default 0 check (wrong_codes >= 0)
);

create unique index second_factors_by_person on second_factors (person) where completed_at is not null;
create unique index second_factors_begun on second_factors (person) where completed_at is null;

-- Each takes the place of one code.
create table recovery_codes (
    person uuid not null references persons,
    hash bytea not null check (length(hash) = 32),
    made_at timestamptz not null,
    used_at timestamptz,
    primary key (person, hash)
);

alter table sessions add column second_factor_at timestamptz;

grant select, insert, delete on second_factors, recovery_codes to scrip_writer;
grant select on second_factors, recovery_codes to scrip_auditor;
grant update (completed_at, stopped_at, last_step, wrong_codes) on second_factors to scrip_writer;
grant update (used_at) on recovery_codes to scrip_writer;
grant update (second_factor_at) on sessions to scrip_writer;

select seal('second_factors', 'second_factors', '{factor}',
    '{factor, person, secret, made_at, completed_at, stopped_at}');
select seal('recovery_codes', 'recovery_codes', '{person, hash}', '{person, hash, made_at, used_at}');
select seal('session_factors', 'sessions', '{session}', '{session, second_factor_at}');
