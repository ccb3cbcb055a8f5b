-- Why: a key may have any permission now, of the vendor too, so it keeps who made it: it gives at most what that person, or the key that
-- made it, may do by the time it is used. It can be bound to addresses. And whoever asks for a key or an invitation a second time,
-- because the answer was lost, gets the same one again.

alter table api_keys
    -- Who made it. Null with no key either: it was made before this column, or with the emergency token, and is bound to nobody.
    add column maker uuid references persons,
    add column maker_key uuid references api_keys,
    -- Networks (CIDR) from which it works; none: from anywhere.
    add column addresses text[] not null default '{}',
    -- SHA-256 of who asked and with which idempotency key, and of what they asked for.
    add column request bytea unique check (length(request) = 32),
    add column content bytea check (length(content) = 32),
    add check (maker is null or maker_key is null),
    add check ((request is null) = (content is null));

-- A key of the vendor has neither an organization nor a product.
alter table api_keys drop constraint api_keys_check;
alter table api_keys add check (account is null or product is null);

create index api_keys_by_maker on api_keys (maker) where maker is not null;

alter table links
    -- The key with which it was made; `maker` is then the person for whom that key speaks.
    add column maker_key uuid references api_keys,
    add column request bytea unique check (length(request) = 32),
    add column content bytea check (length(content) = 32),
    add check ((request is null) = (content is null));

-- A link that could not be sent is asked for anew.
grant update (request, content) on links to scrip_writer;

select seal('api_key_makers', 'api_keys', '{api_key}', '{api_key, maker, maker_key, addresses, request, content}');
select seal('link_makers', 'links', '{link}', '{link, maker_key, request, content}');
