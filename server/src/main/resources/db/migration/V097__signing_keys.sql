-- Why: answers about access are signed with keys that are rotated: the next is published before it signs, the former until its last answer
-- has ended. A private half is encrypted with a key that is not in the database, and erased when it signs no more.

create table signing_keys (
    signing_key uuid primary key,
    -- The Ed25519 key itself.
    public_key bytea not null check (length(public_key) = 32),
    -- The private half, encrypted and bound to the key's id; null: it signs no more.
    secret bytea,
    made_at timestamptz not null,
    -- Null: it is the next.
    signs_from timestamptz,
    -- Null: it is the next, or it signs.
    signs_until timestamptz,
    -- From when on nobody is told of it any more; null: it is the next, or it signs.
    published_until timestamptz,
    check ((signs_until is null) = (published_until is null)),
    check ((signs_until is null) = (secret is not null)),
    check (published_until >= signs_until)
);

create unique index signing_keys_one_next on signing_keys ((true)) where signs_from is null and signs_until is null;
create unique index signing_keys_one_signs on signing_keys ((true)) where signs_from is not null and signs_until is null;

grant select on signing_keys to scrip_auditor, scrip_writer;
grant insert on signing_keys to scrip_writer;
grant update (secret, signs_from, signs_until, published_until) on signing_keys to scrip_writer;

select seal('signing_keys', 'signing_keys', '{signing_key}',
    '{signing_key, public_key, secret, made_at, signs_from, signs_until, published_until}');
