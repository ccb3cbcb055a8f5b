package scrip.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.server.setting.Setting;

/// The embedded PostgreSQL takes what its machine can give.
class ClusterSizesTest {

    private static final long GIGABYTE = 1L << 30;

    private static final String BUFFERS = "SCRIP_POSTGRES_BUFFERS";
    private static final String LOG = "SCRIP_POSTGRES_LOG";

    private static List<String> sizes(long memory) {
        return sizes(Map.of(), memory);
    }

    private static List<String> sizes(Map<String, String> given, long memory) {
        ClusterSizes sizes = ClusterSizes.of(given, memory);
        return List.of("shared_buffers", "effective_cache_size", "max_wal_size").stream()
                .map(sizes.settings()::get)
                .toList();
    }

    @Test
    void buffersGrowWithTheMachineBetweenLimits() {
        assertEquals(List.of("128MB", "256MB", "2048MB"), sizes(GIGABYTE / 2));
        assertEquals(List.of("256MB", "1024MB", "2048MB"), sizes(ClusterSizes.SMALL));
        assertEquals(List.of("2048MB", "8192MB", "8192MB"), sizes(16 * GIGABYTE));
        assertEquals(List.of("8192MB", "131072MB", "8192MB"), sizes(256 * GIGABYTE));
    }

    @Test
    void theMachineIsMeasured() {
        assertTrue(ClusterSizes.ofMachine().settings().containsKey("shared_buffers"));
        assertEquals(ClusterSizes.ofMachine(), ClusterSizes.of(Map.of(LOG, " ")));
    }

    @Test
    void settingsNameThem() {
        assertEquals(
                List.of("1024MB", "8192MB", "4096MB"),
                sizes(Map.of(BUFFERS, "1024"), 16 * GIGABYTE));
        assertEquals(
                List.of("256MB", "1024MB", "130MB"), sizes(Map.of(LOG, "130"), ClusterSizes.SMALL));
        assertEquals(
                "130MB",
                ClusterSizes.of(Map.of(LOG, "130"), GIGABYTE).settings().get("min_wal_size"));
        assertEquals(
                List.of("12288MB", "12288MB", "1048576MB"),
                sizes(Map.of(BUFFERS, "12288", LOG, "1048576"), 16 * GIGABYTE));
    }

    @Test
    void whatNoPostgresCanHaveIsRefused() {
        for (String wrong : List.of("127", "1048577", "99999999", "1GB", "-1", "many")) {
            assertEquals(
                    "SCRIP_POSTGRES_LOG must be a number of megabytes from 128 to 1048576, not '%s'"
                            .formatted(wrong),
                    fault(Map.of(LOG, wrong)));
        }
        assertEquals(
                "SCRIP_POSTGRES_BUFFERS must leave the server a quarter of the memory: it can be up"
                        + " to 12288 here, not '12289'",
                fault(Map.of(BUFFERS, "12289")));
    }

    private static @Nullable String fault(Map<String, String> given) {
        return assertThrows(DatabaseFault.class, () -> ClusterSizes.of(given, 16 * GIGABYTE))
                .getMessage();
    }

    @Test
    void aPostgresOfTheOperatorsOwnHasItsOwn() {
        Map<String, String> given =
                Map.of(BUFFERS, "256", "SCRIP_DATABASE_URL", "jdbc:postgresql:x");
        assertEquals(List.of(Setting.SCRIP_POSTGRES_BUFFERS), ClusterSizes.inVain(given).toList());
        assertEquals(List.of(), ClusterSizes.inVain(Map.of(BUFFERS, "256")).toList());
    }

    /// As on another machine, and in a folder that has what an earlier release wrote into it.
    @Test
    void eachStartHasTheSizesOfItsOwn() throws Exception {
        Path data = PostgresFolder.make();
        try {
            Map<String, String> first =
                    Map.of("SCRIP_DATA", data.toString(), BUFFERS, "160", LOG, "300");
            assertEquals("160MB 300MB 256MB", started(first));
            Files.writeString(
                    data.resolve("pg/postgresql.conf"),
                    "shared_buffers = 200MB\nmax_wal_size = 4GB\n",
                    StandardOpenOption.APPEND);
            Map<String, String> second =
                    Map.of("SCRIP_DATA", data.toString(), BUFFERS, "144", LOG, "130");
            assertEquals("144MB 130MB 130MB", started(second));
        } finally {
            PostgresFolder.delete(data);
        }
    }

    private static String started(Map<String, String> settings) throws SQLException {
        try (Database _ = Database.open(DatabaseLocation.of(settings))) {
            return PostgresFolder.superuser(
                    Path.of(settings.getOrDefault("SCRIP_DATA", "")),
                    """
                    select current_setting('shared_buffers') || ' '
                        || current_setting('max_wal_size') || ' ' || current_setting('min_wal_size')
                    """);
        }
    }
}
