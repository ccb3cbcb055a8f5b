package scrip.server.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scrip.server.database.TestDatabase;
import scrip.server.http.ProblemException;

/// Which server makes a checkpoint for a statement, and what is read for one.
class StatementTest {

    private TestDatabase test;

    @BeforeEach
    void anInstallation() throws SQLException {
        test = TestDatabase.fresh();
        account(1);
        account(2);
    }

    @AfterEach
    void end() {
        test.close();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = test.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void account(int number) throws SQLException {
        run(
                "insert into accounts (realm, account, id, kind, name, opened_at)"
                        + " values (1, %1$d, 'a-%1$d', 'INSTITUTION', 'A', now())"
                                .formatted(number));
        row(number, 1);
    }

    private void row(int account, int seq) throws SQLException {
        run(
                "insert into log (account, seq, booked_at, line, core, command, actor, request_id,"
                        + " body, hash) values (%d, %d, now(), 0, 1, 'C', 'a', 'r', '{}', gen_random_uuid())"
                                .formatted(account, seq));
    }

    private Checkpoints checkpoints() {
        return new Checkpoints(test.database(), InstantSource.system());
    }

    private Statements statements(Checkpoints checkpoints, boolean writes) {
        return new Statements(test.database(), checkpoints, null, () -> writes);
    }

    @Test
    void onlyTheServerThatWritesMakesACheckpoint() throws SQLException {
        Checkpoints checkpoints = checkpoints();
        Statements standby = statements(checkpoints, false);
        ProblemException refused =
                assertThrows(ProblemException.class, () -> standby.first(1, null));
        assertEquals("STANDBY", refused.problem().code());
        assertTrue(checkpoints.last().isEmpty());
        assertTrue(statements(checkpoints, true).first(1, null).isPresent());
        assertEquals(1, checkpoints.last().orElseThrow().checkpoint().checkpoint());
        // What a checkpoint has is answered by any server.
        row(1, 2);
        assertTrue(standby.first(1, null).orElseThrow().text().contains("checkpoint: 1\n"));
        account(3);
        assertThrows(ProblemException.class, () -> standby.first(3, null));
        assertEquals(Optional.empty(), standby.first(3, 1L));
        assertEquals(1, checkpoints.last().orElseThrow().checkpoint().checkpoint());
    }

    @Test
    void theTreeOfTheLastCheckpointIsKept() throws SQLException {
        Checkpoints checkpoints = checkpoints();
        Statements statements = statements(checkpoints, true);
        checkpoints.make();
        Statements.Page first = statements.first(1, null).orElseThrow();
        // Who would read the ends again now finds none.
        run(
                "create table away as table checkpoint_ends; delete from checkpoint_ends where account = 2");
        assertEquals(first, statements.first(1, null).orElseThrow());
        assertTrue(
                !first.equals(statements(checkpoints(), true).first(1, null).orElseThrow()),
                "another program has read them");
        run("insert into checkpoint_ends select * from away where account = 2");
    }

    @Test
    void aKeptTreeGrowsAsOneThatIsReadAnew() throws SQLException {
        Checkpoints kept = checkpoints();
        kept.make();
        row(2, 2);
        account(5);
        sameRoot(kept.make());
        // Another server's, which this one has to catch up with; a number in between, too.
        row(1, 2);
        account(4);
        checkpoints().make();
        row(5, 2);
        sameRoot(kept.make());
        assertEquals(4, kept.last().orElseThrow().checkpoint().accounts());
        run("delete from log where account = 4; delete from accounts where account = 4");
        assertEquals(3, kept.make().checkpoint().accounts(), "those that are there");
    }

    /// As when a standby without it took over, or a database was restored beside its server.
    @Test
    void aTreeThatTheDatabaseHasLostIsNotGrown() throws SQLException {
        Checkpoints kept = checkpoints();
        row(2, 2);
        kept.make();
        byHand(
                """
                create table away as select * from log where account = 2 and seq = 2;
                delete from log where account = 2 and seq = 2;
                delete from checkpoint_ends;
                delete from checkpoints;
                delete from installation_log;
                update installation_head set seq = 0, hash = decode(repeat('00', 32), 'hex');
                """);
        row(1, 2);
        checkpoints().make();
        byHand("insert into log select * from away");
        sameRoot(kept.make());
    }

    /// Runs statements of which nothing in the database takes notice.
    private void byHand(String statements) throws SQLException {
        run("set session_replication_role = replica; " + statements);
    }

    /// The root over the ends as they are stored, and over those of the accounts now.
    private void sameRoot(Head head) {
        test.database()
                .readAll(sql -> {
                    long checkpoint = head.checkpoint().checkpoint();
                    assertEquals(
                            head.checkpoint().root(),
                            EndTree.at(new ChainReader(sql), checkpoint).root());
                    EndTree present = new EndTree();
                    present.put(
                            new ChainStore(sql)
                                    .present(0).stream().map(ChainStore.Present::end).toList());
                    assertEquals(head.checkpoint().root(), present.root());
                    return null;
                });
    }
}
