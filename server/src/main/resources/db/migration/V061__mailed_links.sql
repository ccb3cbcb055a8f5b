-- Why: a link that was sent to an address, and shown to nobody else, proves the address when it is used. One kind proves just that, for
-- the address that a person has or wants.

alter table links add column mailed boolean not null default false;

alter table links drop constraint links_kind_check;
alter table links drop constraint links_check;
alter table links drop constraint links_check1;
alter table links add check (kind in ('INVITATION', 'RESET', 'SET_UP', 'ADDRESS'));
alter table links add check ((kind in ('INVITATION', 'ADDRESS')) = (email is not null));
alter table links add check ((kind in ('RESET', 'ADDRESS')) = (person is not null));

grant update (email) on persons to scrip_writer;
