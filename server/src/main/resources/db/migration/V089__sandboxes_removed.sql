-- Why: a sandbox can be removed. What was booked in it stays, since facts are never deleted and heads cover them, and so does its
-- name, which entries of the audit log tell; but nothing is asked or booked there any more.

alter table realms
    -- When it was removed; null: it is there.
    add column removed_at timestamptz,
    add check (removed_at is null or kind = 'SANDBOX');

grant update (removed_at) on realms to scrip_writer;

select seal('realms_removed', 'realms', '{realm}', '{realm, removed_at}');
