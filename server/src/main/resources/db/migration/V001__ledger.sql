-- Why: the ledger is the heart of Scrip. This makes the tables in which commands, facts and what follows from
-- them are kept, and says who may do what with them. The realm is in every key, so that a sandbox and the live
-- world can never meet. Facts and commands are the truth and are only ever added; every other table of an account
-- can be made again from them.
--
-- Bodies are json, not jsonb: the text stays as it was written, and a use costs a quarter less. They are read whole; who
-- looks into many can cast.
--
-- Two choices for speed, both held by `./scrip verify` instead: hot tables have no foreign key (a check for each
-- row of a batch costs more than the row), and that sequence numbers have no gap is not a constraint (that they are
-- unique is).

create table realms (
    realm int primary key,
    name text not null unique check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    kind text not null check (kind in ('LIVE', 'SANDBOX')),
    -- What the clock of a sandbox says; the live realm has the server's clock.
    clock_at timestamptz check ((kind = 'LIVE') = (clock_at is null))
);

create unique index realms_one_live on realms (kind) where kind = 'LIVE';

insert into realms (realm, name, kind, clock_at) values (1, 'live', 'LIVE', null);

-- Organizations, each of which is an account. `account` is unique across realms: it is the short name in hot tables,
-- and what `scrip.organizations` is set to.
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

-- Every accepted command except uses, which have a table of their own.
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
    -- Its facts: none if last_seq = first_seq - 1.
    first_seq bigint not null check (first_seq > 0),
    last_seq bigint not null check (last_seq >= first_seq - 1),
    answer json not null,
    primary key (realm, account, command)
);

create index commands_by_fact on commands (realm, account, first_seq);

-- One row for each fact that booked a use. What a use command asked and was answered is in it too; a use that another
-- command booked (a capture, the vendor's decision) has no answer here but among the commands.
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

-- Each row takes from one book of a pool what it gives to another, so every movement sums to zero (R20).
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

-- A use's own movement has its number; only what came later needs an index.
create index postings_by_use on postings (realm, account, use) where use <> seq;

-- Idempotency (R7): narrow, so that it stays in memory. Hashes are halves of SHA-256.
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

-- What was used (R7): deleted from when a use is wholly corrected (R16).
create table subjects (
    realm int not null,
    account bigint not null,
    subject_high bigint not null,
    subject_low bigint not null,
    -- The fact that took it.
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

-- A cache of accounts as JSON; any or all rows may be deleted at any time.
create table snapshots (
    realm int not null,
    account bigint not null,
    seq bigint not null check (seq > 0),
    booked_at timestamptz not null,
    -- Another version of the rules may see another account in the same facts.
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
    -- Its kind and its parts, with colons between them.
    subject text not null,
    quantity numeric,
    primary key (realm, account, seq)
);

create index notices_by_time on notices (realm, booked_at, account, seq);

-- Which accounts hold licenses for which other institution.
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

-- Who may write. Each batch checks the epoch; who takes over raises it first.
create table lease (
    one boolean primary key default true check (one),
    epoch bigint not null,
    owner uuid,
    held_until timestamptz not null,
    backend int,
    backend_started_at timestamptz
);

insert into lease (epoch, owner, held_until, backend, backend_started_at) values (0, null, '-infinity', null, null);
