-- Why: a batch of commands is written by one call, so that a commit costs one round trip, and a month's partitions are created
-- by a role that may not own tables.

-- Creates the partitions of one month unless they exist. Rows of that month already in the default partition keep
-- a partition from being created, which only costs speed.
create function make_month(p_month date) returns void
    language plpgsql
    security definer
    set search_path = public
as $$
declare
    parent text;
    part text;
    taken boolean;
begin
    perform pg_advisory_xact_lock(hashtext('scrip.make_month'));
    foreach parent in array array['uses', 'postings'] loop
        part := parent || to_char(p_month, '_YYYY_MM');
        if to_regclass(part) is null then
            execute format('select exists (select from %I where month = $1)', parent || '_default')
                into taken
                using p_month;
            if not taken then
                execute format(
                    'create table %I partition of %I for values from (%L) to (%L)',
                    part, parent, p_month, p_month + interval '1 month');
            end if;
        end if;
    end loop;
end $$;

revoke execute on function make_month from public;

-- Of the given keys and subjects those that exist, keys with their stored answers.
create function find_known(
    p_realm int[], p_account bigint[],
    p_key_slot int[], p_key_high bigint[], p_key_low bigint[],
    p_subject_slot int[], p_subject_high bigint[], p_subject_low bigint[]
) returns table (
    what text, slot int, high bigint, low bigint, content_high bigint, content_low bigint, kind text, answer text
)
    language sql
    stable
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
begin atomic
    select 'key', q.slot, k.key_high, k.key_low, k.content_high, k.content_low, k.kind::text,
        coalesce(u.answer, c.answer)::text
    from unnest(p_key_slot, p_key_high, p_key_low) q (slot, high, low)
    join keys k
        on k.realm = p_realm[q.slot] and k.account = p_account[q.slot]
        and k.key_high = q.high and k.key_low = q.low
    left join uses u
        on k.kind = 'U' and u.realm = k.realm and u.account = k.account and u.seq = k.seq and u.month = k.month
    left join commands c
        on c.realm = k.realm and c.account = k.account and c.command = k.command
    union all
    select 'subject', q.slot, s.subject_high, s.subject_low, null, null, null, null
    from unnest(p_subject_slot, p_subject_high, p_subject_low) q (slot, high, low)
    join subjects s
        on s.realm = p_realm[q.slot] and s.account = p_account[q.slot]
        and s.subject_high = q.high and s.subject_low = q.low;
end;

-- Writes one batch, if this server may write and nothing that the batch assumes to be new exists already.
--
-- Rows refer to their account by a slot: an index into p_realm, p_account, p_booked_at and p_month. Rarely written tables come as
-- one JSON document. If keys or subjects of p_new_* exist, nothing is written and they are returned, keys
-- with their stored answers.
create function write_batch(
    p_epoch bigint, p_core text, p_rare json,
    p_realm int[], p_account bigint[], p_booked_at bigint[], p_month date[],
    p_new_key_slot int[], p_new_key_high bigint[], p_new_key_low bigint[],
    p_new_subject_slot int[], p_new_subject_high bigint[], p_new_subject_low bigint[],
    p_fact_slot int[], p_fact_seq bigint[], p_fact_type text[], p_fact_effective_at bigint[], p_fact_body text[],
    p_use_slot int[], p_use_seq bigint[], p_use_key text[], p_use_resource text[], p_use_storage_years int[],
    p_use_quantity bigint[], p_use_subject text[], p_use_storage_until bigint[], p_use_first_seq bigint[],
    p_use_last_seq bigint[], p_use_actor text[], p_use_request_id text[], p_use_body text[], p_use_answer text[],
    p_posting_slot int[], p_posting_seq bigint[], p_posting_line int[], p_posting_resource text[],
    p_posting_storage_years int[], p_posting_from text[], p_posting_to text[], p_posting_pack bigint[],
    p_posting_use bigint[], p_posting_units bigint[],
    p_key_slot int[], p_key_high bigint[], p_key_low bigint[], p_key_content_high bigint[],
    p_key_content_low bigint[], p_key_kind text[], p_key_seq bigint[], p_key_command text[],
    p_subject_slot int[], p_subject_high bigint[], p_subject_low bigint[], p_subject_seq bigint[]
) returns table (
    what text, slot int, high bigint, low bigint, content_high bigint, content_low bigint, kind text, answer text
)
    language plpgsql
    -- A query plan made while a table was empty would keep its sequential scan.
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
    epoch_0 constant timestamptz := 'epoch';
    microsecond constant interval := '1 microsecond';
    known boolean := false;
begin
    -- This lock allows renewing the lease, but blocks a take-over.
    perform from lease where lease.epoch = p_epoch for key share;
    if not found then
        raise exception 'the lease was taken over' using errcode = 'SC001';
    end if;

    if cardinality(p_new_key_slot) > 0 then
        perform
        from unnest(p_new_key_slot, p_new_key_high, p_new_key_low) q (slot, high, low)
        join keys k
            on k.realm = p_realm[q.slot] and k.account = p_account[q.slot]
            and k.key_high = q.high and k.key_low = q.low
        limit 1;
        known := found;
    end if;
    if cardinality(p_new_subject_slot) > 0 and not known then
        perform
        from unnest(p_new_subject_slot, p_new_subject_high, p_new_subject_low) q (slot, high, low)
        join subjects s
            on s.realm = p_realm[q.slot] and s.account = p_account[q.slot]
            and s.subject_high = q.high and s.subject_low = q.low
        limit 1;
        known := found;
    end if;
    if known then
        return query
        select *
        from find_known(
            p_realm, p_account, p_new_key_slot, p_new_key_high, p_new_key_low, p_new_subject_slot,
            p_new_subject_high, p_new_subject_low);
        return;
    end if;

    if p_rare is not null then
        perform write_rare(p_core, p_rare, p_realm, p_account, p_booked_at);
    end if;

    insert into facts (realm, account, seq, type, effective_at, booked_at, body)
    select p_realm[f.slot], p_account[f.slot], f.seq, f.type, epoch_0 + f.effective_at * microsecond,
        epoch_0 + p_booked_at[f.slot] * microsecond, f.body::json
    from unnest(p_fact_slot, p_fact_seq, p_fact_type, p_fact_effective_at, p_fact_body)
        f (slot, seq, type, effective_at, body);

    if cardinality(p_use_slot) > 0 then
        insert into uses (
            month, realm, account, seq, booked_at, key, resource, storage_years, quantity, subject, storage_until,
            first_seq, last_seq, actor, request_id, core, body, answer)
        select p_month[u.slot], p_realm[u.slot], p_account[u.slot], u.seq, epoch_0 + p_booked_at[u.slot] * microsecond,
            u.key, u.resource, u.storage_years, u.quantity, u.subject, epoch_0 + nullif(u.storage_until, 0) * microsecond,
            nullif(u.first_seq, 0), nullif(u.last_seq, 0), u.actor, u.request_id, case when u.body is not null then p_core end,
            u.body::json, u.answer::json
        from unnest(
                p_use_slot, p_use_seq, p_use_key, p_use_resource, p_use_storage_years, p_use_quantity, p_use_subject,
                p_use_storage_until, p_use_first_seq, p_use_last_seq, p_use_actor, p_use_request_id, p_use_body,
                p_use_answer)
            u (slot, seq, key, resource, storage_years, quantity, subject, storage_until, first_seq, last_seq, actor,
                request_id, body, answer);
    end if;

    if cardinality(p_posting_slot) > 0 then
        insert into postings (
            month, realm, account, seq, line, booked_at, resource, storage_years, from_book, to_book, pack, use, units)
        select p_month[p.slot], p_realm[p.slot], p_account[p.slot], p.seq, p.line,
            epoch_0 + p_booked_at[p.slot] * microsecond, p.resource, p.storage_years, p.from_book::book,
            p.to_book::book, nullif(p.pack, 0), nullif(p.use, 0), p.units
        from unnest(
                p_posting_slot, p_posting_seq, p_posting_line, p_posting_resource, p_posting_storage_years,
                p_posting_from, p_posting_to, p_posting_pack, p_posting_use, p_posting_units)
            p (slot, seq, line, resource, storage_years, from_book, to_book, pack, use, units);
    end if;

    if cardinality(p_key_slot) > 0 then
        insert into keys (
            realm, account, key_high, key_low, content_high, content_low, kind, month, seq, command)
        select p_realm[k.slot], p_account[k.slot], k.high, k.low, k.content_high, k.content_low, k.kind::"char",
            case when k.kind = 'U' then p_month[k.slot] end, case when k.kind = 'U' then k.seq end, k.command::uuid
        from unnest(
                p_key_slot, p_key_high, p_key_low, p_key_content_high, p_key_content_low, p_key_kind, p_key_seq,
                p_key_command)
            k (slot, high, low, content_high, content_low, kind, seq, command);
    end if;

    if cardinality(p_subject_slot) > 0 then
        insert into subjects (realm, account, subject_high, subject_low, seq)
        select p_realm[s.slot], p_account[s.slot], s.high, s.low, s.seq
        from unnest(p_subject_slot, p_subject_high, p_subject_low, p_subject_seq) s (slot, high, low, seq);
    end if;
end $$;

-- The tables that a use does not write; `waits` is created by a later migration.
create function write_rare(p_core text, p_rare json, p_realm int[], p_account bigint[], p_booked_at bigint[])
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
    select p_realm[a.slot], p_account[a.slot], a.id, a.kind, a.name, epoch_0 + p_booked_at[a.slot] * microsecond
    from json_to_recordset(p_rare -> 'accounts') a (slot int, id text, kind text, name text);

    update accounts
    set next_due_at = epoch_0 + d.next_due_at * microsecond
    from json_to_recordset(p_rare -> 'dues') d (slot int, next_due_at bigint)
    where accounts.realm = p_realm[d.slot]
        and accounts.account = p_account[d.slot];

    insert into commands (
        realm, account, command, type, body, key, actor, request_id, core, booked_at, first_seq, last_seq, answer)
    select p_realm[c.slot], p_account[c.slot], c.command, c.type, c.body, c.key, c.actor, c.request_id, p_core,
        epoch_0 + p_booked_at[c.slot] * microsecond, c.first_seq, c.last_seq, c.answer
    from json_to_recordset(p_rare -> 'commands')
        c (slot int, command uuid, type text, body json, key text, actor text, request_id text, first_seq bigint,
            last_seq bigint, answer json);

    insert into corrections (realm, account, seq, use, units, booked_at)
    select p_realm[c.slot], p_account[c.slot], c.seq, c.use, c.units, epoch_0 + p_booked_at[c.slot] * microsecond
    from json_to_recordset(p_rare -> 'corrections') c (slot int, seq bigint, use bigint, units bigint);

    delete from subjects
    using json_to_recordset(p_rare -> 'freed') f (slot int, high bigint, low bigint)
    where subjects.realm = p_realm[f.slot]
        and subjects.account = p_account[f.slot]
        and subjects.subject_high = f.high
        and subjects.subject_low = f.low;

    insert into notices (realm, account, seq, effective_at, booked_at, code, subject, quantity)
    select p_realm[n.slot], p_account[n.slot], n.seq, epoch_0 + n.effective_at * microsecond,
        epoch_0 + p_booked_at[n.slot] * microsecond, n.code, n.subject, n.quantity
    from json_to_recordset(p_rare -> 'notices')
        n (slot int, seq bigint, effective_at bigint, code text, subject text, quantity numeric);

    insert into beneficiaries (realm, holder, account)
    select p_realm[b.slot], b.holder, p_account[b.slot]
    from json_to_recordset(p_rare -> 'beneficiaries') b (slot int, holder text)
    on conflict do nothing;

    delete from waits
    using json_to_recordset(p_rare -> 'waits_over') o (slot int, kind text, subject text)
    where waits.realm = p_realm[o.slot]
        and waits.account = p_account[o.slot]
        and waits.kind = o.kind
        and waits.subject = o.subject;

    insert into waits (realm, account, kind, subject, item, from_at, until_at, due_at)
    select p_realm[w.slot], p_account[w.slot], w.kind, w.subject, w.item, epoch_0 + w.from_at * microsecond,
        epoch_0 + w.until_at * microsecond, coalesce(epoch_0 + w.due_at * microsecond, 'infinity')
    from json_to_recordset(p_rare -> 'waits')
        w (slot int, kind text, subject text, item text, from_at bigint, until_at bigint, due_at bigint);
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
        'accounts', 'facts', 'commands', 'uses', 'corrections', 'postings', 'keys', 'subjects', 'snapshots', 'notices',
        'beneficiaries'
    ] loop
        execute format('alter table %I enable row level security', hidden);
        execute format(
            'create policy visible on %I for select to scrip_reader using (account = any ((select visible_accounts())::bigint[]))',
            hidden);
        execute format('grant select on %I to scrip_reader, scrip_auditor, scrip_writer', hidden);
        execute format('grant insert on %I to scrip_writer', hidden);
    end loop;
end $$;

grant update (next_due_at) on accounts to scrip_writer;
grant delete on subjects, snapshots to scrip_writer;
grant select on realms, catalog_versions to scrip_reader, scrip_auditor, scrip_writer;
grant insert on realms, catalog_versions to scrip_writer;
grant update (clock_at) on realms to scrip_writer;
grant select on lease to scrip_auditor, scrip_writer;
grant update on lease to scrip_writer;
grant execute on function make_month to scrip_writer;
