-- Why: a link is judged when it is used, by what its maker and the person it is for may do then, so it keeps who they are; an address
-- tells whether anybody has proven to receive its mail; a session tells when its person last gave a password or passkey; and
-- a passkey stops when the password was reset, until its owner confirms it.

alter table links
    -- Who made it; null for the admin token and for the server.
    add column maker uuid references persons,
    -- Who used an invitation or the set-up.
    add column taken_by uuid references persons;

-- Nobody can tell any more who made these, and so what they may still do.
update links
set revoked_at = now()
where kind <> 'SET_UP'
    and used_at is null
    and revoked_at is null;

create index links_by_person on links (person) where person is not null;
create index links_by_email on links (email) where email is not null;
create index links_by_taker on links (taken_by) where taken_by is not null;

alter table persons
    add column email_proven_by text check (email_proven_by in ('MAIL', 'SINGLE_SIGN_ON')),
    add column email_proven_at timestamptz,
    add check ((email_proven_by is null) = (email_proven_at is null));

alter table sessions add column proven_at timestamptz;
update sessions set proven_at = signed_in_at;
alter table sessions alter column proven_at set not null;

alter table passkeys add column stopped_at timestamptz;

grant select (email_proven_by, email_proven_at) on persons to scrip_reader;
grant update (email_proven_by, email_proven_at) on persons to scrip_writer;
grant update (proven_at) on sessions to scrip_writer;
grant update (stopped_at) on passkeys to scrip_writer;
grant update (taken_by) on links to scrip_writer;
