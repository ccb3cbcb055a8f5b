package scrip.server.database;

/// How much of a pool of connections is in use.
///
/// @param waiting who wait for a connection
/// @param most the connections it has at most
public record PoolUse(DatabaseRole role, int active, int idle, int waiting, int most) {}
