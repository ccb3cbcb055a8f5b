-- Why: of two people who complete a step together neither may have let the other in. That was asked of the identity provider and of the
-- keys of its directory as they are, so it was forgotten when somebody else saved the provider, or removed it. It is kept now.

-- Who could have been whom: whoever says which provider is believed, or has the key of its directory, and those whom it knows.
create table let_in (
    person uuid not null references persons,
    maker uuid not null references persons,
    at timestamptz not null,
    primary key (person, maker),
    check (person <> maker)
);

grant select on let_in to scrip_auditor, scrip_writer;
grant insert on let_in to scrip_writer;

-- Fills the table for people known before it existed.
with recursive makers (provider, maker, maker_key) as (
    select provider, maker, null::uuid from identity_providers
    union
    select provider, maker, maker_key from api_keys where provider is not null
    union
    select m.provider, k.maker, k.maker_key
    from makers m
    join api_keys k on k.api_key = m.maker_key)
insert into let_in (person, maker, at)
select distinct p.person, m.maker, now()
from makers m
join (select provider, person from federated_identities
    union
    select provider, person from directory_users) p using (provider)
where m.maker <> p.person;

select seal('let_in', 'let_in', '{person, maker}', '{person, maker, at}');
