-- What buyers asked of the vendor's sales: items that only sales may sell, and anything else they wrote. Plain SQL: nothing
-- is decided by it.
create table sales_requests (
    realm int not null references realms,
    request uuid not null,
    organization text not null,
    item text,
    contact text not null,
    message text not null,
    asked_at timestamptz not null,
    primary key (realm, request)
);

create index sales_requests_by_time on sales_requests (realm, asked_at desc);

grant select, insert on sales_requests to scrip_writer;
grant select on sales_requests to scrip_auditor;
