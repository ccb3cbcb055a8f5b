-- Why: before a version of a catalog is published, each of its changes says how many accounts have the item, have it on
-- order or were offered it (C1). With a hundred thousand of them nobody can look into each, so what they have is kept
-- by the commit that changes it, among what waits: the subject begins with the id of the item.

alter table waits
    drop constraint waits_kind_check,
    add constraint waits_kind_check check (kind in (
        'APPROVAL', 'TRANSFER', 'DEBT', 'SUSPENDED', 'KEPT', 'UNAPPLIED', 'SERVICE', 'SALE', 'RETURN', 'HELD', 'ORDERED',
        'QUOTED'));

create index waits_by_item on waits (realm, split_part(subject, ' ', 1), kind, account) include (from_at, until_at)
    where kind in ('HELD', 'ORDERED', 'QUOTED');

-- What accounts have that were there before is filled in when the server starts.
delete from waits;
delete from waits_known;
