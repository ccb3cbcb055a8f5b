-- Snapshots are compressed: one takes a tenth of the room, so a small account gets one after a few uses and loading it
-- replays little. They are a cache, so those there are need not be converted.
truncate snapshots;

alter table snapshots drop column body;

-- JSON, compressed by DEFLATE with a dictionary: see `SnapshotForm`.
alter table snapshots add column body bytea not null;
