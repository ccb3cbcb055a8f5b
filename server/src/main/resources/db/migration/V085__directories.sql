-- Why: the directory of an organization, or of the vendor, says by SCIM who works there. A user of a directory is a person with a place
-- where its identity provider is; the groups that a user is in give the roles that `provider_roles` names.

create table directory_users (
    directory_user uuid primary key,
    provider uuid not null references identity_providers,
    -- That of the provider.
    account bigint references accounts (account),
    person uuid not null references persons,
    user_name text not null check (length(user_name) between 1 and 200),
    -- The directory's own id.
    external_id text check (length(external_id) between 1 and 200),
    display_name text check (length(display_name) between 1 and 200),
    given_name text check (length(given_name) between 1 and 200),
    family_name text check (length(family_name) between 1 and 200),
    formatted_name text check (length(formatted_name) between 1 and 200),
    -- Null: the user name is the address.
    email text check (length(email) between 3 and 254),
    active boolean not null,
    -- Whether nobody had the address when the directory named it.
    made_person boolean not null,
    -- Null: the person belongs elsewhere too, and has not yet signed in with the provider. Until then the directory gives them nothing.
    confirmed_at timestamptz,
    version bigint not null check (version > 0),
    made_at timestamptz not null,
    changed_at timestamptz not null,
    unique (provider, person),
    unique (provider, external_id)
);

create unique index directory_users_by_name on directory_users (provider, lower(user_name));
create index directory_users_by_person on directory_users (person);
create index directory_users_by_account on directory_users (account) where account is not null;

create table directory_groups (
    directory_group uuid primary key,
    provider uuid not null references identity_providers,
    display_name text not null check (length(display_name) between 1 and 200),
    external_id text check (length(external_id) between 1 and 200),
    version bigint not null check (version > 0),
    made_at timestamptz not null,
    changed_at timestamptz not null,
    unique (provider, external_id)
);

create unique index directory_groups_by_name on directory_groups (provider, lower(display_name));

create table directory_members (
    directory_group uuid not null references directory_groups,
    directory_user uuid not null references directory_users,
    -- That of the user.
    person uuid not null references persons,
    primary key (directory_group, directory_user)
);

create index directory_members_by_user on directory_members (directory_user);
create index directory_members_by_person on directory_members (person);

-- Whose directory calls with the key; such a key does nothing else. Null: every other key, and one whose provider is gone.
alter table api_keys
    add column provider uuid references identity_providers,
    add check (provider is null or (product is null and actions = array['people.provision']));

create index api_keys_by_provider on api_keys (provider) where provider is not null;

grant select (provider) on api_keys to scrip_reader;
grant select on directory_users, directory_groups, directory_members to scrip_auditor, scrip_writer;
grant insert, delete on directory_users, directory_groups, directory_members to scrip_writer;
grant update (user_name, external_id, display_name, given_name, family_name, formatted_name, email, active, confirmed_at, version, changed_at)
    on directory_users to scrip_writer;
grant update (display_name, external_id, version, changed_at) on directory_groups to scrip_writer;
grant update (provider) on api_keys to scrip_writer;

select seal('directory_users', 'directory_users', '{directory_user}',
    '{directory_user, provider, account, person, user_name, external_id, display_name, given_name, family_name, formatted_name, email, active, made_person, confirmed_at, version, made_at, changed_at}');
select seal('directory_groups', 'directory_groups', '{directory_group}',
    '{directory_group, provider, display_name, external_id, version, made_at, changed_at}');
select seal('directory_members', 'directory_members', '{directory_group, directory_user}', '{directory_group, directory_user, person}');
select seal('api_key_providers', 'api_keys', '{api_key}', '{api_key, provider}');
