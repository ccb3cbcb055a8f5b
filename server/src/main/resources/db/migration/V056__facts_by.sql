-- Why: an account as of a past instant is loaded from the last snapshot before it and the facts up to it. With a limit on
-- sequence numbers both are found by their index; a limit on booking times read all facts after the instant too.

-- The number of an account's last fact booked by an instant, that instant included; 0 if there is none, null without an
-- instant.
create function fact_by(p_account bigint, p_at timestamptz) returns bigint
    language plpgsql
    stable
    strict
as $$
declare
    found bigint := seq_before(p_account, p_at + interval '1 microsecond');
    after int;
begin
    if found = 0 then
        return 0;
    end if;
    -- The row of that number is the first from it on; see below why it is asked for like this.
    select facts_after into after
    from log
    where account = p_account
        and seq >= found
    order by seq, line
    limit 1;
    return found + coalesce(after, 0);
end $$;

-- Statistics may be from a time when the log was small, and say of a number that is asked for that no row has it; then any index
-- that begins with the account seemed good. A plan that is made without the numbers, and must not sort, uses the primary key.
alter function seq_before(bigint, timestamptz) set plan_cache_mode = force_generic_plan;
alter function seq_before(bigint, timestamptz) set enable_sort = off;
alter function seq_before(bigint, timestamptz) set enable_seqscan = off;
alter function fact_by(bigint, timestamptz) set plan_cache_mode = force_generic_plan;
alter function fact_by(bigint, timestamptz) set enable_sort = off;
alter function fact_by(bigint, timestamptz) set enable_seqscan = off;
