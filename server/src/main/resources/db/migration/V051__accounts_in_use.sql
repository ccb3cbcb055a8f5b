-- When accounts were used last, so that after a restart those used last are loaded first. A cache: it lags behind, and rows
-- may be deleted at any time. Of no use to any organization, so no reader sees it.
create table accounts_in_use (
    account bigint primary key,
    used_at timestamptz not null
) with (fillfactor = 50);

grant select, insert, update, delete on accounts_in_use to scrip_writer;
grant select on accounts_in_use to scrip_auditor;
