-- Why: uses by day and storage obligations of an account with millions of uses cannot be summed from the log for each answer.
-- A roll-up has the sums of some rows of an account's log that follow one another and were booked on one day. Since rows of the
-- log never change, a roll-up that was true stays true; since each says which rows it has summed, an answer takes the roll-ups
-- there are and sums the rest from the log. So they are a cache: any of them may be missing or deleted at any time.

-- What was used of a pool, and how much of that is to be stored until when (R5).
create type pool_total as (
    resource text,
    storage_years int,
    units bigint,
    stored bigint,
    stored_first timestamptz,
    stored_last timestamptz
);

create table rollups (
    account bigint not null,
    -- It sums the uses whose numbers are in (after_seq, until_seq].
    after_seq bigint not null check (after_seq >= 0),
    until_seq bigint not null check (until_seq > after_seq),
    -- The day on which all of them were booked, in the account's zone when it was made.
    zone text not null,
    day date not null,
    -- A pool that is not in it was not used.
    totals pool_total[] not null,
    primary key (account, after_seq)
);

alter table rollups enable row level security;
create policy visible on rollups for select to scrip_reader using (account = any ((select visible_accounts())::bigint[]));

grant select on rollups to scrip_reader, scrip_auditor, scrip_writer;
grant insert, delete on rollups to scrip_writer;
