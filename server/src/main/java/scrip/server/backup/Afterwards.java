package scrip.server.backup;

import java.util.List;

/// What of a database does not come back by a restore, because it was true of a moment only.
final class Afterwards {

    /// Tables that an archive has without rows: who is signed in, and sign-ins under way. A session
    /// that was ended since must not live again, and nobody needs one that was made somewhere else.
    static final List<String> LEFT_OUT = List.of("ceremonies", "sessions");

    /// What is changed once everything is loaded, in the same transaction.
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
