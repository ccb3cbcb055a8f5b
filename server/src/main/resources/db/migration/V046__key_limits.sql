-- Why: each key has a limit of its own. A unit of work is one use or one question about access; other requests cost several.

alter table api_keys
    add column units_per_second int not null default 50000 check (units_per_second between 100 and 1000000);

grant update (units_per_second) on api_keys to scrip_writer;
