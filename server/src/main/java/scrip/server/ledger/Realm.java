package scrip.server.ledger;

/// A separate set of organizations with its own clock and ids.
///
/// @param number the number that stands for it in every key of the database
public record Realm(int number, String name, Kind kind) {

    /// What a realm is for.
    public enum Kind {
        /// The one realm in which organizations really buy; its clock is the server's.
        LIVE,
        /// A rehearsal: its clock stands still until it is moved.
        SANDBOX
    }

    /// Whether it is the live realm.
    public boolean isLive() {
        return kind == Kind.LIVE;
    }
}
