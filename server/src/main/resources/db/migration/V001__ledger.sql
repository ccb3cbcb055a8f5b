-- Why: the ledger is the core of Scrip. This creates the log and the tables derived from it, and grants the roles
-- their privileges. The log is append-only; every other table about an account can be made again from it.
--
-- An account's number is unique across realms, so that the log needs no realm; tables that are searched across accounts have it.
--
-- Bodies are json, not jsonb: the text is stored as written, which its hash covers. They are read as a whole; a query
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

-- The log: one row for each accepted command, with everything it did. It is the only source of truth: every other
-- table about an account can be made again from it, and every other way to look at it is a view.
--
-- Nearly every row is a plain use: a command Use that booked itself and nothing else. Its command, fact and answer are in typed
-- columns, and `body` is null. Any other row has them all in `body`:
-- {"seed", "command", "facts": [{"effectiveAt" in microseconds, "fact"}], "answer"}.
create table log (
    account bigint not null,
    -- The use it booked; otherwise its last fact; of a command without facts the last fact before it.
    seq bigint not null check (seq >= 0),
    booked_at timestamptz not null,
    -- The caller's idempotency key and the content a repeat of it must match, as halves of SHA-256 (R7). The content of a
    -- plain use follows from its columns and is null.
    key uuid,
    content uuid,
    -- The subject that it counted (R7), as a digest; see `freed_subjects`.
    subject uuid,
    -- Units used, and what was left in the pool after a plain use.
    quantity bigint check (quantity > 0),
    available bigint,
    -- Units that no pack covered; null for none.
    owed bigint check (owed > 0),
    -- The pack that covered the units of a plain use, but those owed; null if none did, or several.
    pack bigint,
    -- When the use happened; null: when it was booked.
    event_at timestamptz,
    storage_until timestamptz,
    -- Further facts, booked before and after that of `seq`; null for none.
    facts_before int check (facts_before > 0),
    facts_after int check (facts_after > 0),
    -- 0; commands without facts after the same fact are counted from 1.
    line smallint not null check (line >= 0),
    -- The version of the rules that decided it.
    core smallint not null,
    storage_years smallint check (storage_years >= 0),
    -- P(atient), C(onsole) or A(PI).
    surface "char",
    late boolean,
    reported boolean,
    -- Whether the command named the storage term, rather than leaving it to the account.
    term_named boolean,
    command text not null,
    actor text not null,
    request_id text not null,
    key_text text,
    -- The key of the use, unless it is that of the command.
    use_key text,
    resource text,
    -- Who used the units; null: the organization whose account it is.
    organization text,
    subject_text text,
    -- What a plain use drew on several packs: pack and units, pack and units, in the order of deduction.
    draws bigint[],
    body json,
    -- The first half of the SHA-256 of the hash of the row before it and of all other columns of this one.
    hash uuid not null,
    primary key (account, seq, line),
    check ((key is null) = (key_text is null) and (content is null) = (key is null or body is null)),
    check (line = 0 or (facts_before is null and facts_after is null and quantity is null)),
    check ((quantity is null) = (resource is null) and (quantity is null) = (storage_years is null)),
    check (draws is null or (pack is null and cardinality(draws) >= 4)),
    check (body is not null or (quantity is not null and key is not null and available is not null))
) partition by hash (account);

-- Tells of repeats (R7) without a look-up before: a batch that violates one of these is decided again.
create unique index log_by_key on log (account, key);
create unique index log_by_subject on log (account, subject) where subject is not null;

create index log_by_use_key on log (account, use_key) where use_key is not null;

-- A use that is corrected as a whole frees its subject (R16), and so does a kept use that is not booked here. The next
-- use of that subject counts another digest, made of the subject and of how often it was freed.
create table freed_subjects (
    account bigint not null,
    -- The digest of the subject before it was ever freed.
    subject uuid not null,
    times int not null check (times > 0),
    -- The fact that freed it.
    seq bigint not null check (seq > 0),
    primary key (account, subject, times)
);

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

-- The postings of all facts but plain uses, whose postings follow from their rows in the log: see the view `postings`.
-- Each row is a transfer between two books of a pool, so every movement sums to zero (R20).
create table other_postings (
    account bigint not null,
    seq bigint not null check (seq > 0),
    line int not null check (line > 0),
    booked_at timestamptz not null,
    resource text not null,
    storage_years int not null check (storage_years >= 0),
    from_book book not null,
    to_book book not null,
    pack bigint,
    use bigint,
    units bigint not null check (units > 0),
    primary key (account, seq, line),
    check (from_book <> to_book)
);

-- The postings of the use's own fact share its number; only later ones need an index.
create index other_postings_by_use on other_postings (account, use) where use <> seq;

do $$
begin
    for part in 0..3 loop
        execute format('create table log_%s partition of log for values with (modulus 4, remainder %s)', part, part);
    end loop;
end $$;

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
