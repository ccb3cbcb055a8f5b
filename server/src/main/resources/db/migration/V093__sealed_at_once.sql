-- Why: a statement that changed many sealed rows took the head of the installation's chain anew for each of them, and each time passed
-- all versions of it that the same transaction had left: ten thousand rows took over half a minute, in which no other change of
-- people, keys or sessions was made. A statement takes the head once now. The entries and their hashes are the same.

-- Adds an entry for each key, in this order. Its rights are those of the owner, as those of add_to_installation_log.
create function add_all_to_installation_log(p_what text, p_keys text[], p_digests bytea[]) returns void
    language plpgsql
    security definer
    set search_path = public, pg_temp
as $$
declare
    head installation_head;
    next bytea;
    one record;
begin
    select * into strict head from installation_head for update;
    for one in
        select key, digest
        from unnest(p_keys, p_digests) with ordinality u (key, digest, place)
        order by place
    loop
        next := installation_hash(head.hash, head.seq + 1, now(), p_what, one.key, one.digest);
        insert into installation_log (seq, at, what, key, digest, previous, hash)
        values (head.seq + 1, now(), p_what, one.key, one.digest, head.hash, next);
        head.seq := head.seq + 1;
        head.hash := next;
    end loop;
    update installation_head set seq = head.seq, hash = head.hash;
end $$;

revoke all on function add_all_to_installation_log from public;
grant execute on function add_all_to_installation_log to scrip_writer;

create or replace function sealed() returns trigger
    language plpgsql
    -- They would change how instants and bytes look in JSON.
    set timezone = 'UTC'
    set bytea_output = 'hex'
as $$
declare
    keys constant text[] := tg_argv[1]::text[];
    columns constant text[] := tg_argv[2]::text[];
    sealed_keys text[];
    digests bytea[];
begin
    if current_user <> 'scrip_writer' then
        return null;
    end if;
    case tg_op
        when 'INSERT' then
            select array_agg(r.key order by r.key), array_agg(r.digest order by r.key)
            into sealed_keys, digests
            from (select sealed_key(to_jsonb(n), keys) as key, sealed_digest(to_jsonb(n), columns) as digest
                from rows_after n) r;
        when 'DELETE' then
            select array_agg(r.key order by r.key), array_agg(null::bytea)
            into sealed_keys, digests
            from (select sealed_key(to_jsonb(o), keys) as key
                from rows_before o) r;
        else
            select array_agg(coalesce(n.key, o.key) order by coalesce(n.key, o.key)),
                array_agg(n.digest order by coalesce(n.key, o.key))
            into sealed_keys, digests
            from (select sealed_key(to_jsonb(r), keys) as key, sealed_digest(to_jsonb(r), columns) as digest
                from rows_before r) o
            full join (select sealed_key(to_jsonb(r), keys) as key, sealed_digest(to_jsonb(r), columns) as digest
                from rows_after r) n using (key)
            where n.digest is distinct from o.digest;
    end case;
    -- A statement may have changed nothing that is sealed; then others need not wait for it.
    if sealed_keys is not null then
        perform add_all_to_installation_log(tg_argv[0], sealed_keys, digests);
    end if;
    return null;
end $$;

-- The rows that are there when a table is sealed are added at once too.
create or replace function seal(p_name text, p_table regclass, p_key text[], p_columns text[]) returns void
    language plpgsql
    set timezone = 'UTC'
    set bytea_output = 'hex'
as $$
declare
    call constant text := format('execute function sealed(%L, %L, %L)', p_name, p_key, p_columns);
begin
    execute format('create trigger %I after insert on %s referencing new table as rows_after for each statement %s',
        p_name || '_inserted', p_table, call);
    execute format('create trigger %I after update on %s referencing old table as rows_before new table as rows_after'
        || ' for each statement %s', p_name || '_updated', p_table, call);
    execute format('create trigger %I after delete on %s referencing old table as rows_before for each statement %s',
        p_name || '_deleted', p_table, call);
    execute format('select add_all_to_installation_log(%L, array_agg(r.key order by r.key), array_agg(r.digest order by r.key))'
        || ' from (select sealed_key(to_jsonb(t), %L) as key, sealed_digest(to_jsonb(t), %L) as digest from %s t) r'
        || ' having count(*) > 0',
        p_name, p_key, p_columns, p_table);
end $$;
