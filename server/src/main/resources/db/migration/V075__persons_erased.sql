-- Why: a person can be erased. Their id stays, since facts, the audit log and other rows name it; their name, address and secrets go.
-- Entries of the audit log lose what they tell about the person. The hash of such an entry stays as it is, so the chain goes on, and it
-- is sealed in the installation log from its first day; what is left of the entry is told by a digest, which is sealed too.

alter table persons add column erased_at timestamptz;
grant select (erased_at) on persons to scrip_reader;
grant update (erased_at) on persons to scrip_writer;
grant update (email, made_by) on links to scrip_writer;
grant update (made_by) on api_keys to scrip_writer;

create table audit_erasures (
    seq bigint primary key references audit_entries,
    erased_at timestamptz not null,
    -- SHA-256 of what is left of the entry.
    digest bytea not null check (length(digest) = 32)
);

grant select on audit_erasures to scrip_auditor, scrip_writer;
grant insert on audit_erasures to scrip_writer;
grant update (erased_at, digest) on audit_erasures to scrip_writer;

-- The program may not change entries of the audit log, but for those of which it has just said, in a sealed row, that they lose something.
-- Only what tells about a person can be changed.
create function erase_audit_entry(
    p_seq bigint, p_actor_name text, p_before text, p_after text, p_address text, p_agent text
) returns void
    language sql
    security definer
    set search_path = public, pg_temp
begin atomic
    update audit_entries e
    set actor_name = p_actor_name, before = p_before, after = p_after, address = p_address, agent = p_agent
    where e.seq = p_seq
        and exists (select from audit_erasures x where x.seq = p_seq);
end;

revoke all on function erase_audit_entry from public;
grant execute on function erase_audit_entry to scrip_writer;

select seal('persons_erased', 'persons', '{person}', '{person, erased_at}');
select seal('audit_erasures', 'audit_erasures', '{seq}', '{seq, erased_at, digest}');
