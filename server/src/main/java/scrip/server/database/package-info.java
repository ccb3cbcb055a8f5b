/// The PostgreSQL database: where it comes from, who may do what in it, and how work is committed.
///
/// Owns: the embedded PostgreSQL ([EmbeddedPostgres]: unpack, initialize, start, adopt, supervise,
/// stop; [ClusterSizes]: what it may use of its machine) or the one of `SCRIP_DATABASE_URL`; the
/// four roles and the connections that act as them; migrations; the mark of a restore that has not
/// ended ([UnfinishedRestore]); [Database#transact], the way to commit everything that is not the
/// ledger's; whether a commit may be told to anybody ([Acknowledged]); when backups and checks were
/// last done ([LastDone]), and how this process is called in the list of connections
/// ([ThisProcess]); what may stand in a record that is a row or the parameters of a statement
/// ([Records]); files that nobody but their owner reads ([PrivateFile]).
///
/// Refuses to own: tables (migrations are written by the features) and any rule.
///
/// Invariants:
/// - Unless the place is [DatabaseLocation.Scratch], no connection is handed out before fsync,
///   synchronous_commit and full_page_writes have been seen to be on.
/// - A commit whose wait for a standby was cancelled is not acknowledged: no standby may have it.
///   No setting of a login or database hides that warning, or makes anything else count as it.
/// - As long as many commits wait for a standby, the pools open no connection to write ([Pool]).
/// - One data folder is used by one program at a time (a file lock), and by one postmaster.
/// - A connection acts as exactly one [DatabaseRole] from its first statement; resetting the role
///   leads back to the same role.
/// - A problem that an operator can fix is a [DatabaseFault]: one line that says what to do.
@NullMarked
package scrip.server.database;

import org.jspecify.annotations.NullMarked;
