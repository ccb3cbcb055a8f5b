-- Why: the subject of a refused sign-in is an e-mail address, which goes with the person like those elsewhere in the log. And what
-- concerns a person is found by an index: reading the whole log for it takes longer than anybody should wait.

drop function erase_audit_entry(bigint, text, text, text, text, text);

-- As before, also for the subject: only entries of which a sealed row has just said that they lose something.
create function erase_audit_entry(
    p_seq bigint, p_actor_name text, p_subject text, p_before text, p_after text, p_address text, p_agent text
) returns void
    language sql
    security definer
    set search_path = public, pg_temp
begin atomic
    update audit_entries e
    set actor_name = p_actor_name, subject = p_subject, before = p_before, after = p_after, address = p_address,
        agent = p_agent
    where e.seq = p_seq
        and exists (select from audit_erasures x where x.seq = p_seq);
end;

revoke all on function erase_audit_entry from public;
grant execute on function erase_audit_entry to scrip_writer;

-- The beginning of the subject, since some are as long as an address on the web, and an index takes no more than 2,704 bytes.
create index audit_entries_by_subject on audit_entries (left(lower(subject), 320), seq);
