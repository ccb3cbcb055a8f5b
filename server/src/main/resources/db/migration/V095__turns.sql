-- Why: a list that is continued behind an id must not miss a row with a smaller id that is committed later. Ids of API keys and
-- invitations were drawn before their transaction took its turn at the head of the installation log; now it takes the turn first.

-- Waits until no other transaction that changes sealed rows is under way. Whoever inserts a sealed row waits for the same anyway.
create function take_turn() returns void
    language plpgsql
    security definer
    set search_path = public, pg_temp
as $$
begin
    perform from installation_head for update;
end $$;

revoke all on function take_turn from public;
grant execute on function take_turn to scrip_writer;
