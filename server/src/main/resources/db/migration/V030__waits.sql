-- Why: the vendor's desk lists tasks across all organizations, the most urgent first, and the list of organizations
-- shows which of them are in arrears. With a hundred thousand of them a request cannot read every account. Tasks and debts follow
-- from an account's facts alone, so the same commit stores them beside the facts, and `./scrip verify` compares the two.

create table waits (
    realm int not null,
    account bigint not null,
    kind text not null
        check (kind in (
            'APPROVAL', 'TRANSFER', 'DEBT', 'SUSPENDED', 'KEPT', 'UNAPPLIED', 'SERVICE', 'SALE', 'RETURN', 'HELD',
            'ORDERED', 'QUOTED')),
    -- The subject: its kind and its parts, separated by colons.
    subject text not null,
    -- The task exists in [from_at, until_at): time alone begins a debt, and ends an unpaid order.
    from_at timestamptz not null,
    until_at timestamptz,
    -- The most urgent task has the earliest instant; infinity if there is no deadline.
    due_at timestamptz not null,
    -- The item that an account holds, has on order or has a quote for.
    item text,
    primary key (realm, account, kind, subject)
);

create index waits_by_due on waits (realm, kind, due_at, account, subject) include (from_at, until_at);

-- The list of organizations shows the standing of each, and filters by it.
create index waits_of_standing on waits (realm, kind, from_at, account) include (until_at)
    where kind in ('DEBT', 'SUSPENDED');

-- Before a catalog version is published, each of its changes shows how many accounts hold the item, have it on order
-- or have a quote for it (C1).
create index waits_by_item on waits (realm, item, kind, account) include (from_at, until_at)
    where kind in ('HELD', 'ORDERED', 'QUOTED');

-- The list of organizations can also be sorted by name and by age.
create index accounts_by_name on accounts (realm, name, id);
create index accounts_by_age on accounts (realm, opened_at, id);

alter table waits enable row level security;
create policy visible on waits for select to scrip_reader using (account = any ((select visible_accounts())::bigint[]));

grant select on waits to scrip_reader, scrip_auditor, scrip_writer;
grant insert, delete on waits to scrip_writer;
