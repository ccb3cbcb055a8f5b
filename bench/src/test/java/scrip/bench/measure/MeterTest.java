package scrip.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.DatabaseRole;

class MeterTest {

    private static final int PAGE_BYTES = 8_192;

    @Test
    void countsCommitsAndTheLogWithoutFullPageImages(@TempDir Path folder) throws Exception {
        try (Database database = Database.open(new DatabaseLocation.Embedded(folder));
                Meter meter = Meter.of(Postgres.in(folder));
                Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute("create table counted (number int)");
            statement.execute("insert into counted values (0)");
            meter.cost();
            for (int i = 0; i < 10; i++) {
                statement.execute("insert into counted values (1)");
            }
            Meter.Cost plain = meter.cost();
            assertTrue(plain.commits() >= 10 && plain.commits() < 20, plain::toString);
            assertTrue(plain.walBytes() > 0 && plain.walBytes() < PAGE_BYTES, plain::toString);

            try (Connection administrator = Postgres.in(folder).superuser();
                    Statement checkpoint = administrator.createStatement()) {
                checkpoint.execute("checkpoint");
            }
            meter.cost();
            statement.execute("insert into counted values (2)");
            Meter.Cost image = meter.cost();
            assertTrue(image.walImageBytes() > 0, image::toString);
            assertEquals(0, image.clientMicros());
        }
    }
}
