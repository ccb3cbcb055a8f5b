-- Why: an organization can be renamed. Its name in the list of accounts is derived from its facts, like its next due instant;
-- it changes with the commit that books the command, which is stored in `commands`.

create function rename_account() returns trigger
    language plpgsql
as $$
begin
    update accounts
    set name = new.body ->> 'name'
    where realm = new.realm
        and account = new.account;
    return null;
end $$;

create trigger renames after insert on commands
    for each row
    when (new.type = 'ChangeName')
    execute function rename_account();

grant update (name) on accounts to scrip_writer;
