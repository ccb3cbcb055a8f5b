-- Why: a service is completed by the customer's signed acceptance (S1). The signed document is stored here as uploaded;
-- the fact of the acceptance records its SHA-256, so that file and fact prove each other. A file is never changed.

create table acceptance_documents (
    realm int not null references realms,
    account bigint not null references accounts (account),
    service uuid not null,
    hash bytea not null check (hash = sha256(content)),
    name text not null check (length(name) between 1 and 200),
    type text not null check (type in ('application/pdf', 'image/png', 'image/jpeg')),
    content bytea not null check (length(content) between 1 and 5000000),
    uploaded_at timestamptz not null,
    uploaded_by text not null,
    primary key (account, service, hash)
);

alter table acceptance_documents enable row level security;
create policy visible on acceptance_documents for select to scrip_reader
    using (account = any ((select visible_accounts())::bigint[]));

grant select on acceptance_documents to scrip_reader, scrip_auditor, scrip_writer;
grant insert on acceptance_documents to scrip_writer;
