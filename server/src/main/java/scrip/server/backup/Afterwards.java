package scrip.server.backup;

import java.util.List;

/// What of a database does not come back by a restore, because it was true of a moment only.
final class Afterwards {

    /// What is changed once everything is loaded, in the same transaction, as `scrip_writer`: it is
    /// a change like those that a server makes.
    ///
    /// @param table without which it does not apply
    record Change(String table, String why, String sql) {}

    static final List<Change> CHANGES =
            List.of(
                    new Change(
                            "lease",
                            "no server has the lease, and one that still thinks so can write nothing",
                            """
                            update lease
                            set epoch = epoch + 1,
                                owner = null,
                                held_until = '-infinity',
                                backend = null,
                                backend_started_at = null
                            """),
                    new Change(
                            "sessions",
                            "nobody is signed in: a session may have been ended since",
                            "delete from sessions"),
                    new Change(
                            "ceremonies",
                            "sign-ins under way are begun again",
                            "delete from ceremonies"),
                    new Change(
                            "authorization_requests",
                            "single sign-on under way is begun again",
                            "delete from authorization_requests"),
                    new Change(
                            "links",
                            "open links are revoked: they may have been used or revoked since",
                            """
                            update links
                            set revoked_at = now()
                            where used_at is null
                                and revoked_at is null
                            """));

    private Afterwards() {}
}
