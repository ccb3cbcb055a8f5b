-- Why: each account's rows of the log are a chain, and so are the entries of the audit log. What lies beside them (people and
-- what they may do, keys, catalogs, clocks of sandboxes) could be changed by hand without a trace, and a whole account, or a
-- chain made again from its first row, would be told by nothing. So there is one chain of the whole installation: an entry for
-- each change of such a row, made by a trigger in the same transaction, and one for each checkpoint, whose root is that of a
-- Merkle tree over the ends of all accounts' chains. Its head, kept outside of the database, tells of any change of what it covers.
--
-- Only changes by the role of the program make an entry. Whoever changes a row as a superuser or the owner leaves a row that
-- differs from its last entry, which `./scrip verify` reports. A migration that changes sealed rows does that part with
-- `set local role scrip_writer`; one that adds columns to a sealed table calls `seal` for these, under another name.

create table installation_log (
    seq bigint primary key check (seq > 0),
    at timestamptz not null,
    -- The seal that tells of the change: see the function `seal`.
    what text not null,
    -- The key of the row that was changed, as JSON.
    key text not null,
    -- SHA-256 of its columns (see `sealed_digest`); null: the row was deleted.
    digest bytea check (length(digest) = 32),
    -- The hash of the entry before it.
    previous bytea not null unique check (length(previous) = 32),
    -- SHA-256 of the hash before it and of all other columns: see `installation_hash`.
    hash bytea not null check (length(hash) = 32)
);

-- The last entry, which tells of entries removed at the end. It is locked by whoever adds one.
create table installation_head (
    one boolean primary key default true check (one),
    seq bigint not null,
    hash bytea not null
);

insert into installation_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

-- The ends of all accounts' chains at an instant.
create table checkpoints (
    checkpoint bigint primary key check (checkpoint > 0),
    at timestamptz not null,
    accounts bigint not null check (accounts >= 0),
    facts bigint not null check (facts >= 0),
    -- The root of the Merkle tree over them, in the order of their numbers.
    root bytea not null check (length(root) = 32)
);

-- The last row of an account in the log at a checkpoint; no row if it had the same at the checkpoint before.
create table checkpoint_ends (
    account bigint not null,
    checkpoint bigint not null references checkpoints,
    realm int not null,
    id text not null,
    seq bigint not null,
    line smallint not null,
    hash uuid not null,
    primary key (account, checkpoint)
);

create index checkpoint_ends_by_checkpoint on checkpoint_ends (checkpoint, account);

-- Each text is preceded by its length in bytes, -1 for null, so that nothing can move from one to the next.
create function installation_field(p_text text) returns bytea
    language sql
    immutable
begin atomic
    select coalesce(
        int4send(octet_length(convert_to(p_text, 'UTF8'))) || convert_to(p_text, 'UTF8'), int4send(-1));
end;

create function installation_hash(
    p_previous bytea, p_seq bigint, p_at timestamptz, p_what text, p_key text, p_digest bytea
) returns bytea
    language sql
    immutable
begin atomic
    select sha256(
        p_previous || installation_field(p_seq::text)
        || installation_field((extract(epoch from p_at) * 1000000)::bigint::text)
        || installation_field(p_what) || installation_field(p_key) || installation_field(encode(p_digest, 'hex')));
end;

-- Adds one entry. Its rights are those of the owner, so that the program's role cannot write what it likes into the chain.
create function add_to_installation_log(p_what text, p_key text, p_digest bytea) returns void
    language plpgsql
    security definer
    set search_path = public, pg_temp
as $$
declare
    head installation_head;
    next bytea;
begin
    select * into strict head from installation_head for update;
    next := installation_hash(head.hash, head.seq + 1, now(), p_what, p_key, p_digest);
    insert into installation_log (seq, at, what, key, digest, previous, hash)
    values (head.seq + 1, now(), p_what, p_key, p_digest, head.hash, next);
    update installation_head set seq = head.seq + 1, hash = next;
end $$;

create function sealed_key(p_row jsonb, p_key text[]) returns text
    language sql
    immutable
begin atomic
    select jsonb_agg(p_row -> name order by place)::text
    from unnest(p_key) with ordinality k (name, place);
end;

create function sealed_digest(p_row jsonb, p_columns text[]) returns bytea
    language sql
    immutable
begin atomic
    select sha256(convert_to(jsonb_object_agg(name, p_row -> name)::text, 'UTF8'))
    from unnest(p_columns) name;
end;

-- The trigger of a seal: its name, its key, its columns.
create function sealed() returns trigger
    language plpgsql
    -- They would change how instants and bytes look in JSON.
    set timezone = 'UTC'
    set bytea_output = 'hex'
as $$
declare
    keys constant text[] := tg_argv[1]::text[];
    columns constant text[] := tg_argv[2]::text[];
    one record;
begin
    if current_user <> 'scrip_writer' then
        return null;
    end if;
    case tg_op
        when 'INSERT' then
            for one in
                select sealed_key(to_jsonb(n), keys) as key, sealed_digest(to_jsonb(n), columns) as digest
                from rows_after n
                order by 1
            loop
                perform add_to_installation_log(tg_argv[0], one.key, one.digest);
            end loop;
        when 'DELETE' then
            for one in
                select sealed_key(to_jsonb(o), keys) as key
                from rows_before o
                order by 1
            loop
                perform add_to_installation_log(tg_argv[0], one.key, null);
            end loop;
        else
            for one in
                select coalesce(n.key, o.key) as key, n.digest
                from (select sealed_key(to_jsonb(r), keys) as key, sealed_digest(to_jsonb(r), columns) as digest
                    from rows_before r) o
                full join (select sealed_key(to_jsonb(r), keys) as key, sealed_digest(to_jsonb(r), columns) as digest
                    from rows_after r) n using (key)
                where n.digest is distinct from o.digest
                order by 1
            loop
                perform add_to_installation_log(tg_argv[0], one.key, one.digest);
            end loop;
    end case;
    return null;
end $$;

-- Seals columns of a table: from now on each change of them makes an entry under that name. The rows there are get theirs now.
create function seal(p_name text, p_table regclass, p_key text[], p_columns text[]) returns void
    language plpgsql
    set timezone = 'UTC'
    set bytea_output = 'hex'
as $$
declare
    call constant text := format('execute function sealed(%L, %L, %L)', p_name, p_key, p_columns);
    one record;
begin
    execute format('create trigger %I after insert on %s referencing new table as rows_after for each statement %s',
        p_name || '_inserted', p_table, call);
    execute format('create trigger %I after update on %s referencing old table as rows_before new table as rows_after'
        || ' for each statement %s', p_name || '_updated', p_table, call);
    execute format('create trigger %I after delete on %s referencing old table as rows_before for each statement %s',
        p_name || '_deleted', p_table, call);
    for one in execute format(
        'select sealed_key(to_jsonb(r), %L) as key, sealed_digest(to_jsonb(r), %L) as digest from %s r order by 1',
        p_key, p_columns, p_table)
    loop
        perform add_to_installation_log(p_name, one.key, one.digest);
    end loop;
end $$;

revoke all on function seal, add_to_installation_log from public;
grant execute on function add_to_installation_log to scrip_writer;

select seal('realms', 'realms', '{realm}', '{realm, name, kind, clock_at}');
select seal('catalog_versions', 'catalog_versions', '{realm, product, version}',
    '{realm, product, version, effective_at, source, published_at, published_by}');
select seal('persons', 'persons', '{person}', '{person, email, name, locale, password, made_at, email_proven_by, email_proven_at}');
select seal('staff', 'staff', '{person, role}', '{person, role, since}');
select seal('members', 'members', '{account, person, role}', '{account, person, role, since}');
select seal('sessions', 'sessions', '{session}',
    '{session, hash, person, csrf_token, method, address, agent, signed_in_at, proven_at}');
select seal('devices', 'devices', '{hash}', '{hash, person, made_at}');
select seal('links', 'links', '{link}',
    '{link, hash, kind, email, person, account, roles, made_at, made_by, maker, taken_by, mailed, expires_at, used_at, revoked_at}');
select seal('passkeys', 'passkeys', '{passkey}',
    '{passkey, person, credential, attestation, public_key, backup_eligible, transports, label, made_at, stopped_at}');
select seal('api_keys', 'api_keys', '{api_key}',
    '{api_key, realm, account, product, name, actions, made_at, made_by, expires_at, revoked_at, units_per_second}');
select seal('api_secrets', 'api_secrets', '{secret}', '{secret, api_key, account, hash, hint, made_at, ends_at}');
-- Its content is told by its hash, which is checked against it.
select seal('acceptance_documents', 'acceptance_documents', '{account, service, hash}',
    '{realm, account, service, hash, name, type, uploaded_at, uploaded_by}');
-- An entry's hash covers its other columns.
select seal('audit_entries', 'audit_entries', '{seq}', '{seq, hash}');
select seal('checkpoints', 'checkpoints', '{checkpoint}', '{checkpoint, at, accounts, facts, root}');

grant select on installation_log, installation_head, checkpoints, checkpoint_ends to scrip_auditor, scrip_writer;
grant insert on checkpoints, checkpoint_ends to scrip_writer;
