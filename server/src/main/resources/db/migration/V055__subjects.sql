-- Why: what a notice tells of and what waits is written in one form, which says its kind: `order`, `license`, `pool` and
-- so on, with the item it is of and whom it is for. The item of a notice stands in it; what waits has it in a column of
-- its own, by which the accounts are counted that a change of a catalog is about (C1).

drop index waits_by_item;

alter table notices drop column item;
alter table waits add column item text;

comment on column notices.subject is 'its kind and its parts, with colons between them';
comment on column waits.subject is 'its kind and its parts, with colons between them';

create index waits_by_item on waits (realm, item, kind, account) include (from_at, until_at)
    where kind in ('HELD', 'ORDERED', 'QUOTED');

-- What waits is filled in when the server starts.
delete from waits;
delete from waits_known;

-- The tables that a use does not touch, with subjects in their one form.
create or replace function write_rare(p_core text, p_rare json, p_realm int[], p_account bigint[], p_booked_at bigint[])
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
