-- Why: people sign in with an identity provider of their organization, or of the vendor, by OpenID Connect. Whom a provider knows is told by
-- issuer and subject, never by an address. A provider may give roles by groups; which roles it gave is marked, so that it takes
-- these alone.

create table identity_providers (
    provider uuid primary key,
    -- That of the organization; the live one for the vendor's own people.
    realm int not null references realms,
    -- Whose people sign in with it; null: the vendor's.
    account bigint references accounts (account),
    -- What the button says.
    name text not null check (length(name) between 1 and 200),
    -- Exactly as the provider says it, with or without a slash at the end.
    issuer text not null check (length(issuer) between 1 and 500),
    client_id text not null check (length(client_id) between 1 and 300),
    -- The client's secret, encrypted with a key that is not in the database and bound to the provider's id.
    secret bytea not null,
    -- Asked for besides `openid`.
    scopes text[] not null,
    -- Whose addresses its claims are believed, in lower case. The vendor gives them: nobody claims somebody else's.
    domains text[] not null default '{}',
    -- The claim that lists a person's groups; null: it gives no roles.
    groups_claim text check (length(groups_claim) between 1 and 200),
    -- Whether somebody nobody knows becomes a person by signing in, with the roles of their groups.
    makes_people boolean not null default false,
    enabled boolean not null default true,
    made_at timestamptz not null,
    made_by text not null,
    -- Who last said where it is and whom it is believed about: they could be anybody it vouches for. Null: the emergency token, or a key
    -- that is bound to nobody.
    maker uuid references persons
);

create index identity_providers_by_account on identity_providers (account);
create index identity_providers_by_domain on identity_providers using gin (domains);

-- Which role the people of a group get: one of the vendor's, or one in the organization.
create table provider_roles (
    provider uuid not null references identity_providers,
    -- As the claim names it: a name, or an id.
    group_name text not null check (length(group_name) between 1 and 300),
    role text not null,
    -- It gives at most what who wrote it may give by then. Null: the emergency token.
    writer uuid references persons,
    written_at timestamptz not null,
    primary key (provider, group_name, role)
);

-- Who is who at a provider.
create table federated_identities (
    identity uuid primary key,
    provider uuid not null references identity_providers,
    issuer text not null,
    subject text not null check (length(subject) between 1 and 300),
    person uuid not null references persons,
    -- As the provider said it last; it links nobody.
    email text,
    -- How it was linked: by the person in their profile, by a verified address of the provider's domain, or it made the person.
    linked_by text not null check (linked_by in ('PERSON', 'ADDRESS', 'MADE')),
    linked_at timestamptz not null,
    last_used_at timestamptz not null,
    -- When its person was removed or deactivated where the provider is: it signs nobody in until the person is active again, or
    -- links it in their profile.
    stopped_at timestamptz,
    unique (issuer, subject)
);

create index federated_identities_by_person on federated_identities (person);
create index federated_identities_by_provider on federated_identities (provider);

-- Somebody who was sent to a provider and has not come back yet. Each works once, in the browser that began it.
create table authorization_requests (
    request uuid primary key,
    provider uuid not null references identity_providers,
    -- SHA-256 of the state, and of the browser's cookie.
    state bytea not null unique check (length(state) = 32),
    browser bytea not null check (length(browser) = 32),
    -- Nonce and code verifier, encrypted like the client's secret.
    secrets bytea not null,
    purpose text not null check (purpose in ('SIGN_IN', 'LINK', 'PROOF')),
    -- Who links an identity or proves to be there again, and in which session.
    person uuid references persons,
    session uuid,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    check ((purpose = 'SIGN_IN') = (person is null)),
    check ((person is null) = (session is null))
);

create index authorization_requests_by_end on authorization_requests (expires_at);

-- Whoever came by single sign-on has none until they set one by a link.
alter table persons alter column password drop not null;

-- Which provider gave the role by a group; null: somebody gave it by hand, and no provider takes it.
alter table staff add column provider uuid references identity_providers;
alter table members add column provider uuid references identity_providers;

alter table sessions
    add column provider uuid references identity_providers,
    -- What the provider said, encrypted: it is shown to the provider when the person signs out there too.
    add column id_token bytea;
alter table sessions drop constraint sessions_method_check;
alter table sessions add check (method in ('PASSWORD', 'PASSKEY', 'LINK', 'SINGLE_SIGN_ON'));
alter table sessions add check ((method = 'SINGLE_SIGN_ON') = (provider is not null));

create index sessions_by_provider on sessions (provider) where provider is not null;

alter table identity_providers enable row level security;
create policy visible on identity_providers for select to scrip_reader
    using (account = any ((select visible_accounts())::bigint[]));
alter table provider_roles enable row level security;
create policy visible on provider_roles for select to scrip_reader
    using (provider in (select p.provider from identity_providers p));

grant select (provider, realm, account, name, issuer, client_id, scopes, domains, groups_claim, makes_people, enabled, made_at, made_by, maker)
    on identity_providers to scrip_reader;
grant select on provider_roles to scrip_reader;
grant select on identity_providers, provider_roles, federated_identities, authorization_requests to scrip_auditor, scrip_writer;
grant insert, delete on identity_providers, provider_roles, federated_identities, authorization_requests to scrip_writer;
grant update (name, issuer, client_id, secret, scopes, domains, groups_claim, makes_people, enabled, maker) on identity_providers to scrip_writer;
grant update (email, last_used_at, stopped_at) on federated_identities to scrip_writer;

select seal('identity_providers', 'identity_providers', '{provider}',
    '{provider, realm, account, name, issuer, client_id, secret, scopes, domains, groups_claim, makes_people, enabled, made_at, made_by, maker}');
select seal('provider_roles', 'provider_roles', '{provider, group_name, role}', '{provider, group_name, role, writer, written_at}');
select seal('federated_identities', 'federated_identities', '{identity}',
    '{identity, provider, issuer, subject, person, linked_by, linked_at, stopped_at}');
select seal('staff_providers', 'staff', '{person, role}', '{person, role, provider}');
select seal('member_providers', 'members', '{account, person, role}', '{account, person, role, provider}');
select seal('session_providers', 'sessions', '{session}', '{session, provider, id_token}');
