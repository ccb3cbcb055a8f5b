-- Why: the head of each day is mailed once to each address, also when another server takes the lease in between. It has no meaning
-- that lasts: a lost row is one letter more.

create table head_letters (
    address text primary key check (address <> ''),
    checkpoint bigint not null,
    sent_at timestamptz not null
);

grant select on head_letters to scrip_auditor, scrip_writer;
grant insert, update, delete on head_letters to scrip_writer;
