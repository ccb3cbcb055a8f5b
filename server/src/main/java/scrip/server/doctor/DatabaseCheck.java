package scrip.server.doctor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import scrip.server.database.Database;
import scrip.server.database.DatabaseFault;
import scrip.server.database.DatabaseLocation;

/// Whether the database is there, of a version and schema that this program works with, and whether
/// its clock is right.
final class DatabaseCheck {

    private static final String CHECK = "database";

    private DatabaseCheck() {}

    static List<Finding> of(Map<String, String> settings, InstantSource clock) {
        List<Finding> all = new ArrayList<>();
        try {
            DatabaseLocation place = DatabaseLocation.existing(settings);
            if (place instanceof DatabaseLocation.External external) {
                all.add(Judgement.postgresql(major(external)));
            }
            if (all.stream().noneMatch(found -> found.level() == Finding.Level.FAULT)) {
                look(place, clock, all);
            }
        } catch (DatabaseFault fault) {
            all.add(
                    Finding.fault(
                            CHECK, fault.getMessage(), "without it nothing can be looked at"));
        } catch (SQLException | DataAccessException failure) {
            all.add(
                    Finding.fault(
                            CHECK,
                            "it does not let us in (" + firstLine(failure) + ")",
                            "see that it runs, and SCRIP_DATABASE_URL with its user and password"));
        }
        return all;
    }

    private static void look(DatabaseLocation place, InstantSource clock, List<Finding> all) {
        try (Database database = Database.look(place)) {
            Instant before = clock.instant();
            Instant theirs =
                    database.readAll(sql ->
                            sql.sql("select clock_timestamp()").query(Instant.class).single());
            Instant after = clock.instant();
            all.add(Finding.ok(CHECK, "its schema is that of this program"));
            Duration apart =
                    theirs.isBefore(before)
                            ? Duration.between(theirs, before)
                            : theirs.isAfter(after)
                                    ? Duration.between(after, theirs)
                                    : Duration.ZERO;
            all.add(Judgement.clock(apart));
        }
    }

    /// Asked without the roles of Scrip, which an empty database does not have.
    private static int major(DatabaseLocation.External place) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(place.url(), place.user(), place.password())) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
    }
}
