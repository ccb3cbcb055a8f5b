-- Why: people sign in and programs have API keys; each has roles or actions, and every change is
-- logged. Secrets (of sessions, links, browsers, keys) are stored as SHA-256: a reader of these tables cannot use them.
--
-- Rows of an organization have its account and are hidden by row-level security from a reader who may not
-- see that account, like all its other rows.

create table persons (
    person uuid primary key,
    email text not null unique check (email = lower(email) and length(email) <= 254),
    name text not null check (length(name) between 1 and 200),
    locale text not null check (locale in ('en', 'zh')),
    -- Argon2id, with its parameters and salt.
    password text not null,
    made_at timestamptz not null
);

-- Roles at the vendor.
create table staff (
    person uuid not null references persons,
    role text not null
        check (role in ('ADMINISTRATOR', 'CATALOG', 'SALES', 'FINANCE', 'OPERATIONS', 'AUDITOR')),
    since timestamptz not null,
    primary key (person, role)
);

-- Roles in organizations.
create table members (
    account bigint not null references accounts (account),
    person uuid not null references persons,
    role text not null check (role in ('OWNER', 'BUYER', 'FINANCE', 'OPERATOR', 'VIEWER')),
    since timestamptz not null,
    primary key (account, person, role)
);

create index members_by_person on members (person);

create table sessions (
    session uuid primary key,
    hash bytea not null unique check (length(hash) = 32),
    person uuid not null references persons,
    csrf_token text not null,
    method text not null check (method in ('PASSWORD', 'PASSKEY', 'LINK')),
    address text not null,
    agent text not null,
    signed_in_at timestamptz not null,
    last_used_at timestamptz not null,
    ends_at timestamptz not null
);

create index sessions_by_person on sessions (person);
create index sessions_by_end on sessions (ends_at);

-- Browsers in which a person has signed in before: guesses of strangers do not lock them out.
create table devices (
    hash bytea primary key check (length(hash) = 32),
    person uuid not null references persons,
    made_at timestamptz not null
);

-- Single-use links: invitations, password resets, and the one that creates the first administrator.
create table links (
    link uuid primary key,
    hash bytea not null unique check (length(hash) = 32),
    kind text not null check (kind in ('INVITATION', 'RESET', 'SET_UP')),
    email text,
    -- The person whose password is reset.
    person uuid references persons,
    -- Null for the vendor.
    account bigint references accounts (account),
    roles text[] not null,
    made_at timestamptz not null,
    made_by text not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz,
    check ((kind = 'INVITATION') = (email is not null)),
    check ((kind = 'RESET') = (person is not null))
);

create index links_by_account on links (account, kind, made_at);

create table passkeys (
    passkey uuid primary key,
    person uuid not null references persons,
    credential bytea not null unique,
    attestation bytea not null,
    public_key bytea not null,
    signature_count bigint not null,
    backup_eligible boolean not null,
    backup_state boolean not null,
    transports text[] not null,
    label text not null,
    made_at timestamptz not null,
    last_used_at timestamptz
);

create index passkeys_by_person on passkeys (person);

-- Pending WebAuthn challenges; each can be used once.
create table ceremonies (
    ceremony uuid primary key,
    -- The person who adds a passkey; null for a sign-in.
    person uuid references persons,
    challenge bytea not null,
    expires_at timestamptz not null
);

create table api_keys (
    api_key uuid primary key,
    realm int not null references realms,
    account bigint references accounts (account),
    product text,
    name text not null,
    actions text[] not null check (cardinality(actions) > 0),
    made_at timestamptz not null,
    made_by text not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    check ((account is null) <> (product is null))
);

create index api_keys_by_account on api_keys (realm, account, made_at);

create table api_secrets (
    secret uuid primary key,
    api_key uuid not null references api_keys,
    account bigint,
    hash bytea not null unique check (length(hash) = 32),
    hint text not null,
    made_at timestamptz not null,
    ends_at timestamptz not null,
    last_used_at timestamptz,
    last_used_from text
);

create index api_secrets_by_key on api_secrets (api_key);

-- The audit log: who changed what. Each entry has the hash of the one before it and of itself, so that changing one breaks the
-- chain there. The application may only insert rows.
create table audit_entries (
    seq bigint primary key check (seq > 0),
    at timestamptz not null,
    actor_kind text not null check (actor_kind in ('PERSON', 'KEY', 'PROGRAM', 'SYSTEM', 'NOBODY')),
    actor uuid,
    actor_name text not null,
    action text not null,
    realm int,
    account bigint,
    subject text,
    -- JSON as written: the hash is of this exact text.
    before text,
    after text,
    address text not null,
    agent text not null,
    request_id text not null,
    hash bytea not null check (length(hash) = 32)
);

create index audit_entries_by_account on audit_entries (account, seq);
create index audit_entries_by_actor on audit_entries (actor, seq);

-- The last entry, which reveals entries removed at the end.
create table audit_head (
    one boolean primary key default true check (one),
    seq bigint not null,
    hash bytea not null
);

insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

do $$
declare
    hidden text;
begin
    foreach hidden in array array['members', 'links', 'api_keys', 'api_secrets', 'audit_entries'] loop
        execute format('alter table %I enable row level security', hidden);
        execute format(
            'create policy visible on %I for select to scrip_reader using (account = any ((select visible_accounts())::bigint[]))',
            hidden);
    end loop;
end $$;

-- A reader sees the people who have a role in an organization that it may see.
alter table persons enable row level security;
create policy visible on persons for select to scrip_reader
    using (person in (select m.person from members m));

grant select (person, email, name, locale) on persons to scrip_reader;
grant select on members, links, api_keys, api_secrets, audit_entries to scrip_reader;
grant select on
    persons, staff, members, sessions, devices, links, passkeys, ceremonies, api_keys, api_secrets, audit_entries,
    audit_head
    to scrip_auditor, scrip_writer;
grant insert on
    persons, staff, members, sessions, devices, links, passkeys, ceremonies, api_keys, api_secrets, audit_entries
    to scrip_writer;
grant delete on staff, members, sessions, devices, passkeys, ceremonies to scrip_writer;
grant update (name, locale, password) on persons to scrip_writer;
grant update (last_used_at, ends_at) on sessions to scrip_writer;
grant update (used_at, revoked_at) on links to scrip_writer;
grant update (signature_count, last_used_at) on passkeys to scrip_writer;
grant update (revoked_at) on api_keys to scrip_writer;
grant update (ends_at, last_used_at, last_used_from) on api_secrets to scrip_writer;
grant update (seq, hash) on audit_head to scrip_writer;
