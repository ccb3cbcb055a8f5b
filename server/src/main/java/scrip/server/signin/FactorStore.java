package scrip.server.signin;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;

/// Reads and writes second factors and recovery codes.
final class FactorStore {

    private static final String COLUMNS =
            "select factor as id, person, secret, made_at, completed_at, stopped_at from second_factors ";

    private FactorStore() {}

    /// A second factor.
    ///
    /// @param secret as `SealedSecrets` sealed it
    /// @param completedAt when its first code was given; null while it is being set up
    /// @param stoppedAt when the password was reset, if the person has not confirmed it since
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Row(
            UUID id,
            UUID person,
            byte[] secret,
            Instant madeAt,
            @Nullable Instant completedAt,
            @Nullable Instant stoppedAt) {}

    /// A person's second factor, working or stopped; empty if there is none.
    static Optional<Row> of(JdbcClient sql, UUID person) {
        return sql.sql(COLUMNS + "where person = :person and completed_at is not null")
                .param("person", person)
                .query(Records.of(Row.class))
                .optional();
    }

    static boolean isWorking(JdbcClient sql, UUID person) {
        return of(sql, person).filter(f -> f.stoppedAt() == null).isPresent();
    }

    /// The one that a person began to set up.
    ///
    /// @param after what was begun before is forgotten
    static Optional<Row> begun(JdbcClient sql, UUID person, Instant after) {
        return sql.sql(
                        COLUMNS
                                + """
                                where person = :person
                                    and completed_at is null
                                    and made_at > :after
                                """)
                .param("person", person)
                .param("after", after)
                .query(Records.of(Row.class))
                .optional();
    }

    static void begin(JdbcClient sql, UUID id, UUID person, byte[] secret, Instant now) {
        forgetBegun(sql, person);
        sql.sql(
                        """
                        insert into second_factors (factor, person, secret, made_at)
                        values (:id, :person, :secret, :now)
                        """)
                .param("id", id)
                .param("person", person)
                .param("secret", secret)
                .param("now", now)
                .update();
    }

    private static void forgetBegun(JdbcClient sql, UUID person) {
        sql.sql("delete from second_factors where person = :person and completed_at is null")
                .param("person", person)
                .update();
    }

    /// Makes the begun one the person's only one. Returns whether it is still there.
    ///
    /// @param step of the code that was given
    static boolean complete(JdbcClient sql, Row begun, long step, Instant now) {
        sql.sql("delete from second_factors where person = :person and completed_at is not null")
                .param("person", begun.person())
                .update();
        return sql.sql(
                                """
                                update second_factors
                                set completed_at = :now, last_step = :step, wrong_codes = 0
                                where factor = :id
                                    and completed_at is null
                                """)
                        .param("id", begun.id())
                        .param("step", step)
                        .param("now", now)
                        .update()
                > 0;
    }

    /// Counts a try of a code, before it is known whether the code is right. Returns whether there
    /// were tries left.
    static boolean tried(JdbcClient sql, UUID id, int wrongMax) {
        return sql.sql(
                                """
                                update second_factors
                                set wrong_codes = wrong_codes + 1
                                where factor = :id
                                    and wrong_codes < :most
                                """)
                        .param("id", id)
                        .param("most", wrongMax)
                        .update()
                > 0;
    }

    /// Takes the code of a step. Returns false if it, or a later one, was taken before.
    ///
    /// @param stopped whether this lets a factor work again that was stopped
    static boolean take(JdbcClient sql, UUID id, long step, boolean stopped) {
        return sql.sql(
                                """
                                update second_factors
                                set last_step = :step, wrong_codes = 0, stopped_at = null
                                where factor = :id
                                    and last_step < :step
                                    and completed_at is not null
                                    and (stopped_at is not null) = :stopped
                                """)
                        .param("id", id)
                        .param("step", step)
                        .param("stopped", stopped)
                        .update()
                > 0;
    }

    /// Stops a person's second factor; what was being set up is forgotten, and so are the recovery
    /// codes: whoever had the account before may have kept them.
    static void stop(JdbcClient sql, UUID person, Instant now) {
        forgetBegun(sql, person);
        forgetCodes(sql, person);
        sql.sql(
                        """
                        update second_factors
                        set stopped_at = :now
                        where person = :person
                            and stopped_at is null
                        """)
                .param("person", person)
                .param("now", now)
                .update();
    }

    /// Removes a person's second factor and recovery codes. Returns whether there was one.
    static boolean remove(JdbcClient sql, UUID person) {
        forgetBegun(sql, person);
        forgetCodes(sql, person);
        return sql.sql("delete from second_factors where person = :person")
                        .param("person", person)
                        .update()
                > 0;
    }

    private static void forgetCodes(JdbcClient sql, UUID person) {
        sql.sql("delete from recovery_codes where person = :person")
                .param("person", person)
                .update();
    }

    /// Gives a person these recovery codes instead of those they had.
    static void setCodes(JdbcClient sql, UUID person, Collection<byte[]> hashes, Instant now) {
        forgetCodes(sql, person);
        for (byte[] hash : hashes) {
            sql.sql(
                            """
                            insert into recovery_codes (person, hash, made_at)
                            values (:person, :hash, :now)
                            """)
                    .param("person", person)
                    .param("hash", hash)
                    .param("now", now)
                    .update();
        }
    }

    static int codesLeft(JdbcClient sql, UUID person) {
        return sql.sql(
                        """
                        select count(*)::int
                        from recovery_codes
                        where person = :person
                            and used_at is null
                        """)
                .param("person", person)
                .query(Integer.class)
                .single();
    }

    /// Uses a recovery code up. Returns false if the person has none of that hash, or has used it,
    /// or has no second factor that works.
    static boolean useCode(JdbcClient sql, UUID person, byte[] hash, Instant now) {
        return sql.sql(
                                """
                                update recovery_codes
                                set used_at = :now
                                where person = :person
                                    and hash = :hash
                                    and used_at is null
                                    and exists (
                                        select from second_factors
                                        where person = :person
                                            and completed_at is not null
                                            and stopped_at is null)
                                """)
                        .param("person", person)
                        .param("hash", hash)
                        .param("now", now)
                        .update()
                > 0;
    }

    /// Lets codes be tried again after a recovery code was right.
    static void forgive(JdbcClient sql, UUID person) {
        sql.sql("update second_factors set wrong_codes = 0 where person = :person")
                .param("person", person)
                .update();
    }
}
