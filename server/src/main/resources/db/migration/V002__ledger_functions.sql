-- Why: a batch of commands is written by one call, so that a commit costs one round trip.

-- Of the given keys and subjects those that are taken: keys by their row in the log, subjects by how often they were freed
-- so far.
create function find_taken(
    p_key_account bigint[], p_key uuid[], p_subject_account bigint[], p_subject uuid[]
) returns table (what text, account bigint, digest uuid, freed int)
    language sql
    stable
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
begin atomic
    select 'key', l.account, l.key, 0
    from unnest(p_key_account, p_key) q (account, key)
    join log l on l.account = q.account and l.key = q.key
    union all
    select 'subject', l.account, l.subject,
        coalesce((
            select max(f.times)
            from freed_subjects f
            where f.account = l.account and f.subject = l.subject), 0)
    from unnest(p_subject_account, p_subject) q (account, subject)
    join log l on l.account = q.account and l.subject = q.subject and l.subject is not null;
end;

-- Writes one batch, if this server may write and nothing that the batch assumes to be new exists already.
--
-- Rows of the log come in the binary form of their type. Keys and subjects of refused commands, which the batch assumes to be
-- new too, are looked up; those in the log's rows are told by its unique indexes. If any is taken, nothing is written and those
-- that are taken are returned. Rarely written tables come as one JSON document.
create function write_batch(
    p_epoch bigint, p_log log[],
    p_key_account bigint[], p_key uuid[], p_subject_account bigint[], p_subject uuid[],
    p_rare json
) returns table (what text, account bigint, digest uuid, freed int)
    language plpgsql
    -- A query plan made while a table was empty would keep its sequential scan.
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
#variable_conflict use_column
begin
    -- This lock allows renewing the lease, but blocks a take-over.
    perform from lease where lease.epoch = p_epoch for key share;
    if not found then
        raise exception 'the lease was taken over' using errcode = 'SC001';
    end if;

    if cardinality(p_key) > 0 or cardinality(p_subject) > 0 then
        return query select * from find_taken(p_key_account, p_key, p_subject_account, p_subject);
        if found then
            return;
        end if;
    end if;

    begin
        insert into log select * from unnest(p_log);
        if p_rare is not null then
            perform write_rare(p_rare);
        end if;
    exception when unique_violation then
        return query
        select t.*
        from (select array_agg(r.account) as account, array_agg(r.key) as key, array_agg(r.subject) as subject
            from unnest(p_log) r) as own,
            find_taken(own.account, own.key, own.account, own.subject) t;
        if not found then
            -- Not a key or a subject, but a row that must not exist.
            raise;
        end if;
    end;
end $$;

-- The tables that a use does not write; `waits` is created by a later migration.
create function write_rare(p_rare json)
    returns void
    language plpgsql
    set enable_seqscan = off
as $$
#variable_conflict use_column
declare
    epoch_0 constant timestamptz := 'epoch';
    microsecond constant interval := '1 microsecond';
begin
    insert into accounts (realm, account, id, kind, name, opened_at)
    select a.realm, a.account, a.id, a.kind, a.name, epoch_0 + a.booked_at * microsecond
    from json_to_recordset(p_rare -> 'accounts')
        a (realm int, account bigint, booked_at bigint, id text, kind text, name text);

    update accounts
    set next_due_at = epoch_0 + d.next_due_at * microsecond
    from json_to_recordset(p_rare -> 'dues') d (realm int, account bigint, next_due_at bigint)
    where accounts.realm = d.realm
        and accounts.account = d.account;

    update accounts
    set name = n.name
    from json_to_recordset(p_rare -> 'names') n (realm int, account bigint, name text)
    where accounts.realm = n.realm
        and accounts.account = n.account;

    insert into other_postings (
        account, seq, line, booked_at, resource, storage_years, from_book, to_book, pack, use, units)
    select p.account, p.seq, p.line, epoch_0 + p.booked_at * microsecond, p.resource, p.storage_years, p.from_book,
        p.to_book, p.pack, p.use, p.units
    from json_to_recordset(p_rare -> 'other_postings')
        p (account bigint, booked_at bigint, seq bigint, line int, resource text, storage_years int, from_book book,
            to_book book, pack bigint, use bigint, units bigint);

    insert into corrections (realm, account, seq, use, units, booked_at)
    select c.realm, c.account, c.seq, c.use, c.units, epoch_0 + c.booked_at * microsecond
    from json_to_recordset(p_rare -> 'corrections')
        c (realm int, account bigint, booked_at bigint, seq bigint, use bigint, units bigint);

    insert into freed_subjects (account, subject, times, seq)
    select f.account, f.subject, f.times, f.seq
    from json_to_recordset(p_rare -> 'freed_subjects') f (account bigint, subject uuid, times int, seq bigint);

    insert into notices (realm, account, seq, effective_at, booked_at, code, subject, quantity)
    select n.realm, n.account, n.seq, epoch_0 + n.effective_at * microsecond, epoch_0 + n.booked_at * microsecond,
        n.code, n.subject, n.quantity
    from json_to_recordset(p_rare -> 'notices')
        n (realm int, account bigint, booked_at bigint, seq bigint, effective_at bigint, code text, subject text,
            quantity numeric);

    insert into beneficiaries (realm, holder, account)
    select b.realm, b.holder, b.account
    from json_to_recordset(p_rare -> 'beneficiaries') b (realm int, account bigint, holder text)
    on conflict do nothing;

    delete from waits
    using json_to_recordset(p_rare -> 'waits_over') o (realm int, account bigint, kind text, subject text)
    where waits.realm = o.realm
        and waits.account = o.account
        and waits.kind = o.kind
        and waits.subject = o.subject;

    insert into waits (realm, account, kind, subject, item, from_at, until_at, due_at)
    select w.realm, w.account, w.kind, w.subject, w.item, epoch_0 + w.from_at * microsecond,
        epoch_0 + w.until_at * microsecond, coalesce(epoch_0 + w.due_at * microsecond, 'infinity')
    from json_to_recordset(p_rare -> 'waits')
        w (realm int, account bigint, kind text, subject text, item text, from_at bigint, until_at bigint, due_at bigint);
end $$;

-- What a plain use drew, in the order of deduction, from the columns of its row.
create function drawn(p_pack bigint, p_quantity bigint, p_owed bigint, p_draws bigint[])
    returns table (line int, pack bigint, units bigint)
    language sql
    immutable
    parallel safe
begin atomic
    select 1, p_pack, p_quantity - coalesce(p_owed, 0)
    where p_pack is not null
    union all
    select (d + 1) / 2, p_draws[d], p_draws[d + 1]
    from generate_series(1, cardinality(p_draws), 2) d;
end;

-- The facts one by one, as they are stored where the row of the log has a body.
create view facts with (security_invoker, security_barrier) as
select l.account, l.seq, 'UseBooked' as type, l.booked_at as effective_at, l.booked_at,
    json_strip_nulls(json_build_object(
        'type', 'UseBooked',
        'pool', l.resource || '@' || l.storage_years,
        'key', l.key_text,
        'organization', coalesce(l.organization, a.id),
        'quantity', l.quantity,
        'eventAt', to_char(coalesce(l.event_at, l.booked_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'late', l.late,
        'reported', l.reported,
        'surface', case l.surface when 'P' then 'PATIENT' when 'C' then 'CONSOLE' else 'API' end,
        'subject', l.subject_text,
        'held', '[]'::json,
        'draws', (
            select coalesce(json_agg(json_build_object('pack', d.pack, 'units', d.units) order by d.line), '[]')
            from drawn(l.pack, l.quantity, l.owed, l.draws) d),
        'owed', coalesce(l.owed, 0),
        'storageUntil', to_char(l.storage_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))) as body
from log l
join accounts a on a.account = l.account
where l.body is null
union all
select l.account, l.seq - coalesce(l.facts_before, 0) + f.place - 1, f.one -> 'fact' ->> 'type',
    timestamptz 'epoch' + (f.one ->> 'effectiveAt')::bigint * interval '1 microsecond', l.booked_at, f.one -> 'fact'
from log l
cross join lateral json_array_elements(l.body -> 'facts') with ordinality f (one, place)
where l.body is not null;

-- The uses that were booked, whichever command booked them.
create view uses with (security_invoker, security_barrier) as
select account, seq, booked_at, coalesce(use_key, key_text) as key, resource, storage_years::int, quantity,
    subject_text as subject, storage_until
from log
where quantity is not null;

-- All postings (R20).
create view postings with (security_invoker, security_barrier) as
select l.account, l.seq, p.line, l.booked_at, l.resource, l.storage_years::int, p.from_book, p.to_book, p.pack,
    l.seq as use, p.units
from log l
cross join lateral (
    select d.line, 'AVAILABLE'::book as from_book, 'USED'::book as to_book, d.pack, d.units
    from drawn(l.pack, l.quantity, l.owed, l.draws) d
    union all
    select coalesce(cardinality(l.draws) / 2, (l.pack is not null)::int) + 1, 'ARREARS', 'USED', null, l.owed
    where l.owed is not null) p
where l.body is null
union all
select account, seq, line, booked_at, resource, storage_years, from_book, to_book, pack, use, units
from other_postings;

-- The idempotency keys (R7). The content of a plain use follows from its row and is null.
create view keys with (security_invoker, security_barrier) as
select account, key, content, seq, line, command
from log
where key is not null;

-- The last `seq` of an account's rows booked before an instant; 0 if there is none. Booking times never go back within an
-- account (T5), so a search that halves the range finds it without an index on them.
create function seq_before(p_account bigint, p_at timestamptz) returns bigint
    language plpgsql
    stable
as $$
declare
    low bigint := 0;
    high bigint := coalesce((select max(seq) from log where account = p_account), 0);
    middle bigint;
    booked timestamptz;
begin
    while low < high loop
        middle := (low + high + 1) / 2;
        select booked_at into booked
        from log
        where account = p_account
            and seq >= middle
        order by seq, line
        limit 1;
        if booked < p_at then
            low := middle;
        else
            high := middle - 1;
        end if;
    end loop;
    return low;
end $$;

-- The accounts that the reader's transaction may see, from the setting scrip.organizations: an array of their numbers.
-- Without the setting: none.
create function visible_accounts() returns bigint[]
    language sql
    stable
    parallel safe
return coalesce(nullif(current_setting('scrip.organizations', true), '')::bigint[], '{}');

do $$
declare
    hidden text;
begin
    -- Every table with an account: a partition is only reached through its parent.
    foreach hidden in array array[
        'accounts', 'log', 'corrections', 'other_postings', 'freed_subjects', 'snapshots', 'notices', 'beneficiaries'
    ] loop
        execute format('alter table %I enable row level security', hidden);
        execute format(
            'create policy visible on %I for select to scrip_reader using (account = any ((select visible_accounts())::bigint[]))',
            hidden);
        execute format('grant select on %I to scrip_reader, scrip_auditor, scrip_writer', hidden);
        execute format('grant insert on %I to scrip_writer', hidden);
    end loop;
end $$;

grant update (name, next_due_at) on accounts to scrip_writer;
grant delete on snapshots to scrip_writer;
grant select on facts, uses, postings, keys to scrip_reader, scrip_auditor, scrip_writer;
grant select on realms, catalog_versions to scrip_reader, scrip_auditor, scrip_writer;
grant insert on realms, catalog_versions to scrip_writer;
grant update (clock_at) on realms to scrip_writer;
grant select on lease to scrip_auditor, scrip_writer;
grant update on lease to scrip_writer;
