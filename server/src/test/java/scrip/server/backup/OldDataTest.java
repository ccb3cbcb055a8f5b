package scrip.server.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.database.DatabaseFault;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.PostgresFolder;
import scrip.server.verify.Verification;

/// A data folder that an older program has filled: `of-v057.zip` is a backup of the folder of a
/// program whose last migration was V057, after a hospital had bought and used something there, and
/// somebody had been invited.
class OldDataTest {

    private static final String OLD = "of-v057.zip";
    private static final String HOSPITAL = "/v1/organizations/old-hospital";
    private static final String USE =
            """
            {"organization": "old-hospital", "resource": "aimis/cloud-inspection", "quantity": 900,
             "storage_years": 5, "key": "use-1"}
            """;

    private Path folder;
    private DatabaseLocation place;

    /// The tables as they were, with the migrations that there were.
    @BeforeEach
    void fill() throws Exception {
        folder = PostgresFolder.make();
        place = new DatabaseLocation.Embedded(folder);
        byte[] archive;
        try (InputStream in = OldDataTest.class.getResourceAsStream(OLD)) {
            archive = Objects.requireNonNull(in).readAllBytes();
        }
        try (Database database = Database.openVacant(place)) {
            Restore.loadAsItWas(database, Archives.check(archive), Progress.silent());
        }
    }

    @AfterEach
    void delete() throws Exception {
        PostgresFolder.delete(folder);
    }

    private Server start() throws IOException, InterruptedException {
        return Server.start(
                new ServerOptions(
                        place, "127.0.0.1", 0, folder.resolve("admin-token"), TestServer.TOKEN));
    }

    @Test
    void aStartMigratesItGoesOnAndVerifies() throws Exception {
        DatabaseFault pending = assertThrows(DatabaseFault.class, () -> Database.look(place));
        assertTrue(
                pending.getMessage().contains("older version of Scrip (up to migration 057)"),
                pending.getMessage());
        try (Server server = start()) {
            Caller vendor =
                    new Caller("http://127.0.0.1:" + server.port(), TestServer.TOKEN, "old");
            vendor.get(HOSPITAL).is(200).has("/name", "Old Hospital");
            // What was acknowledged then is known now.
            Answer repeated = vendor.post("/v1/uses", USE, "use-1").is(201);
            repeated.has("/available", "100");
            vendor.post("/v1/uses", USE.replace("900", "899"), "use-1").is(409, "KEY_REUSED");
            vendor.post("/v1/uses", USE.replace("900", "7").replace("use-1", "use-2"), "use-2")
                    .is(201)
                    .has("/available", "93");
            assertTrue(vendor.get(HOSPITAL + "/orders").is(200).text().contains("aimis/basic"));
            assertEquals(List.of(), new Verification(server.database()).run().findings());
        }
        // The second start finds nothing to do.
        try (Server server = start()) {
            new Caller("http://127.0.0.1:" + server.port(), TestServer.TOKEN, "old")
                    .get(HOSPITAL + "/pools")
                    .is(200)
                    .has("/items/0/available", "93");
        }
        try (Database database = Database.look(place)) {
            assertEquals(List.of(), new Verification(database).run().findings());
        }
    }
}
