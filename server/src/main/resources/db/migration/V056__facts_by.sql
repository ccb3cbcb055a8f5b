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
begin
    return found + coalesce((
        select facts_after
        from log
        where account = p_account
            and seq = found
            and line = 0), 0);
end $$;
