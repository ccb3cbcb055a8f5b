-- Why: the ledger is the core of Scrip. This creates the tables for commands, facts and everything derived from
-- them, and grants the roles their privileges. The realm is in every key, so that a sandbox and the live
-- realm can never mix. Facts and commands are the source of truth and append-only; every other table of an account
-- can be rebuilt from them.
--
-- Bodies are json, not jsonb: the text is stored as written, and a use costs a quarter less. They are read as a whole; a query
-- that searches many can cast.
--
-- Two constraints are left out for speed and checked by `./scrip verify` instead: hot tables have no foreign key (a check for each
-- row of a batch costs more than the row), and sequence numbers are not constrained to have no gap (only to be
-- unique).

create table realms (
    realm int primary key,
    name text not null unique check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    kind text not null check (kind in ('LIVE', 'SANDBOX')),
    -- The time of a sandbox's clock; null for the live realm, which uses the server's clock.
    clock_at timestamptz check ((kind = 'LIVE') = (clock_at is null))
);

create unique index realms_one_live on realms (kind) where kind = 'LIVE';

insert into realms (realm, name, kind, clock_at) values (1, 'live', 'LIVE', null);

-- Organizations, each of which is an account. `account` is unique across realms: it is the short key in hot tables,
-- and the value in `scrip.organizations`.
create table accounts (
    realm int not null references realms,
    account bigint not null unique check (account > 0),
    id text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    kind text not null check (kind in ('INSTITUTION', 'CONSORTIUM')),
    name text not null,
    opened_at timestamptz not null,
    -- The next instant at which time alone causes a fact: a cache that drives the deadline loop.
    next_due_at timestamptz,
    primary key (realm, account),
    unique (realm, id)
) with (fillfactor = 70);

create index accounts_due on accounts (realm, next_due_at, account) where next_due_at is not null;

create table facts (
    realm int not null,
    account bigint not null,
    seq bigint not null check (seq > 0),
    type text not null,
    effective_at timestamptz not null,
    booked_at timestamptz not null,
    body json not null,
    primary key (realm, account, seq)
) partition by hash (account);

-- Every accepted command except uses, which have their own table.
create table commands (
    realm int not null,
    account bigint not null,
    command uuid not null,
    type text not null,
    body json not null,
    key text,
    actor text not null,
    request_id text not null,
    core text not null,
    booked_at timestamptz not null,
    -- The range of its facts; empty if last_seq = first_seq - 1.
    first_seq bigint not null check (first_seq > 0),
    last_seq bigint not null check (last_seq >= first_seq - 1),
    answer json not null,
    primary key (realm, account, command)
);

create index commands_by_fact on commands (realm, account, first_seq);

-- One row for each fact that booked a use, including request and answer of the use command. A use that another
-- command booked (a capture, the vendor's decision) has its answer in `commands` instead.
create table uses (
    -- The month of booked_at in UTC. Sandboxes, whose clocks jump over years, share the month 0001-01-01.
    month date not null,
    realm int not null,
    account bigint not null,
    seq bigint not null check (seq > 0),
    booked_at timestamptz not null,
    key text not null,
    resource text not null,
    storage_years int not null check (storage_years >= 0),
    quantity bigint not null check (quantity > 0),
    subject text,
    storage_until timestamptz,
    first_seq bigint,
    last_seq bigint,
    actor text,
    request_id text,
    core text,
    body json,
    answer json,
    primary key (realm, account, seq, month),
    check ((answer is null) = (body is null))
) partition by range (month);

create index uses_by_key_without_answer on uses (realm, account, key) where answer is null;

create table corrections (
    realm int not null,
    account bigint not null,
    seq bigint not null check (seq > 0),
    use bigint not null check (use > 0 and use < seq),
    units bigint not null check (units > 0),
    booked_at timestamptz not null,
    primary key (realm, account, seq)
);

create index corrections_by_use on corrections (realm, account, use);

create type book as enum ('ISSUED', 'AVAILABLE', 'HELD', 'USED', 'ARREARS', 'EXPIRED', 'VOIDED');

-- Each row is a transfer between two books of a pool, so every movement sums to zero (R20).
create table postings (
    month date not null,
    realm int not null,
    account bigint not null,
    seq bigint not null check (seq > 0),
    line smallint not null check (line > 0),
    booked_at timestamptz not null,
    resource text not null,
    storage_years int not null check (storage_years >= 0),
    from_book book not null,
    to_book book not null,
    pack bigint,
    use bigint,
    units bigint not null check (units > 0),
    primary key (realm, account, seq, line, month),
    check (from_book <> to_book)
) partition by range (month);

-- The postings of the use's own fact share its number; only later ones need an index.
create index postings_by_use on postings (realm, account, use) where use <> seq;

-- Idempotency keys (R7); narrow, so that the table stays in memory. Hashes are halves of SHA-256.
create table keys (
    realm int not null,
    account bigint not null,
    key_high bigint not null,
    key_low bigint not null,
    content_high bigint not null,
    content_low bigint not null,
    -- U: the answer is in uses, by month and seq. H: a hold, C: anything else; the answer is in commands, by command.
    kind "char" not null check (kind in ('U', 'H', 'C')),
    month date,
    seq bigint,
    command uuid,
    primary key (realm, account, key_high, key_low),
    check ((kind = 'U') = (month is not null and seq is not null)),
    check ((kind = 'U') = (command is null))
) partition by hash (key_high);

-- Subjects that were counted (R7); a row is deleted when its use is fully corrected (R16).
create table subjects (
    realm int not null,
    account bigint not null,
    subject_high bigint not null,
    subject_low bigint not null,
    -- The fact that counted the subject.
    seq bigint not null,
    primary key (realm, account, subject_high, subject_low)
) partition by hash (subject_high);

do $$
begin
    for part in 0..3 loop
        execute format('create table facts_%s partition of facts for values with (modulus 4, remainder %s)', part, part);
        execute format('create table keys_%s partition of keys for values with (modulus 4, remainder %s)', part, part);
        execute format('create table subjects_%s partition of subjects for values with (modulus 4, remainder %s)', part, part);
    end loop;
end $$;

create table uses_sandboxes partition of uses for values from (minvalue) to ('0002-01-01');
create table uses_default partition of uses default;
create table postings_sandboxes partition of postings for values from (minvalue) to ('0002-01-01');
create table postings_default partition of postings default;

-- A cache of accounts as JSON; any rows may be deleted at any time.
create table snapshots (
    realm int not null,
    account bigint not null,
    seq bigint not null check (seq > 0),
    booked_at timestamptz not null,
    -- Another version of the rules may derive a different account from the same facts.
    core text not null,
    body json not null,
    primary key (realm, account, seq, core)
);

create table notices (
    realm int not null,
    account bigint not null,
    seq bigint not null check (seq > 0),
    effective_at timestamptz not null,
    booked_at timestamptz not null,
    code text not null,
    -- Its kind and its parts, separated by colons.
    subject text not null,
    quantity numeric,
    primary key (realm, account, seq)
);

create index notices_by_time on notices (realm, booked_at, account, seq);

-- The accounts that hold licenses for each other institution.
create table beneficiaries (
    realm int not null,
    holder text not null,
    account bigint not null,
    primary key (realm, holder, account)
);

create table catalog_versions (
    realm int not null references realms,
    product text not null,
    version text not null,
    effective_at timestamptz not null,
    source text not null,
    published_at timestamptz not null,
    published_by text not null,
    primary key (realm, product, version)
);

create unique index catalog_versions_by_time on catalog_versions (realm, product, effective_at);

-- The server that may write. Each batch checks the epoch; a server that takes over raises it first.
create table lease (
    one boolean primary key default true check (one),
    epoch bigint not null,
    owner uuid,
    held_until timestamptz not null,
    backend int,
    backend_started_at timestamptz
);

insert into lease (epoch, owner, held_until, backend, backend_started_at) values (0, null, '-infinity', null, null);
