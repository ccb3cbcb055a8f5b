-- The four roles of Scrip and the login that takes them on. The server runs this by itself when it may;
-- where it may not, a superuser runs it once in Scrip's database:
--     psql -v ON_ERROR_STOP=1 -v login=<the user of SCRIP_DATABASE_URL> -f roles.sql <database>
--
-- Nobody logs in as one of the four. A connection logs in and takes on one role with its first packet
-- (the session option `role`). Rights on tables are given by the migrations.

-- Owns every table. Flyway, and nothing that answers a request.
create role scrip_owner nologin noinherit;

-- Inserts and selects facts. Passes by row-level security because a batch spans accounts.
create role scrip_writer nologin noinherit bypassrls;

-- Reads on somebody's behalf, held by row-level security to the organizations of the transaction.
create role scrip_reader nologin noinherit;

-- Reads everything.
create role scrip_auditor nologin noinherit bypassrls;

-- The login has no right of a role without taking it on. Before PostgreSQL 16 that is a property of the login itself.
set scrip.login = :'login';

do $$
declare
    login constant text := current_setting('scrip.login');
    roles constant text := 'scrip_owner, scrip_writer, scrip_reader, scrip_auditor';
begin
    if current_setting('server_version_num')::int >= 160000 then
        execute format('grant %s to %I with inherit false, set true', roles, login);
    else
        execute format('grant %s to %I', roles, login);
        execute format('alter role %I noinherit', login);
    end if;
end $$;

revoke create on schema public from public;
grant create, usage on schema public to scrip_owner;
grant usage on schema public to scrip_writer, scrip_reader, scrip_auditor;
