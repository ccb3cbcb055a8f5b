-- Why: the vendor's desk shows what waits across all organizations, the most pressing first, and the list of organizations
-- says which of them owe. With a hundred thousand of them nobody can look into each for every answer. What waits follows
-- from an account's facts alone, so it is kept beside them by the same commit, and `./scrip verify` holds it against them.

create table waits (
    realm int not null,
    account bigint not null,
    kind text not null
        check (kind in (
            'APPROVAL', 'TRANSFER', 'DEBT', 'SUSPENDED', 'KEPT', 'UNAPPLIED', 'SERVICE', 'SALE', 'RETURN', 'HELD',
            'ORDERED', 'QUOTED')),
    -- What it is about: its kind and its parts, with colons between them.
    subject text not null,
    -- It waits in [from_at, until_at): time alone begins a debt, and ends an order that nobody paid.
    from_at timestamptz not null,
    until_at timestamptz,
    -- The most pressing has the earliest; infinity where nothing presses.
    due_at timestamptz not null,
    -- The item that an account has, has on order or was offered.
    item text,
    primary key (realm, account, kind, subject)
);

create index waits_by_due on waits (realm, kind, due_at, account, subject) include (from_at, until_at);

-- The list of organizations says how each stands, and finds those that owe.
create index waits_of_standing on waits (realm, kind, from_at, account) include (until_at)
    where kind in ('DEBT', 'SUSPENDED');

-- Before a version of a catalog is published, each of its changes says how many accounts have the item, have it on order
-- or were offered it (C1).
create index waits_by_item on waits (realm, item, kind, account) include (from_at, until_at)
    where kind in ('HELD', 'ORDERED', 'QUOTED');

-- The list of organizations is sorted by name and by age too.
create index accounts_by_name on accounts (realm, name, id);
create index accounts_by_age on accounts (realm, opened_at, id);

alter table waits enable row level security;
create policy visible on waits for select to scrip_reader using (account = any ((select visible_accounts())::bigint[]));

grant select on waits to scrip_reader, scrip_auditor, scrip_writer;
grant insert, delete on waits to scrip_writer;
