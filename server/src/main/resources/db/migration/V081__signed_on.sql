-- Why: what a provider said is kept with the session that it began, and goes with it; and the name of whoever made a provider is taken out
-- when that person is erased.

grant update (id_token) on sessions to scrip_writer;
grant update (made_by) on identity_providers to scrip_writer;
