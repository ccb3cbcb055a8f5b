package scrip.server.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import scrip.server.database.DatabaseFault;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.LastDone;

/// `./scrip backup PLACE [--key FILE] [--json]`.
public final class BackupCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private static final String USAGE =
            """
            usage: ./scrip backup PLACE [--key FILE] [--json]   write all data to one archive, also while a server runs
              PLACE       a folder, a file that does not exist, or s3://bucket/name
              --key FILE  encrypt it with the key in a file: openssl rand -base64 32 makes one
              --json      print what was made as JSON
            SCRIP_DATA or SCRIP_DATABASE_URL say where the data is\
            """;

    private BackupCommand() {}

    /// Runs the command.
    ///
    /// @param args the arguments after `backup`
    /// @return the exit code: 0 made, 1 something is wrong, 2 wrong arguments
    public static int run(
            String[] args,
            Map<String, String> environment,
            InstantSource clock,
            PrintStream out,
            PrintStream err) {
        Optional<Words> words = Words.of(args, Set.of("--key"), Set.of("--json"));
        if (words.isEmpty() || words.get().others().size() != 1) {
            err.println(USAGE);
            return WRONG;
        }
        try {
            run(words.get(), environment, clock.instant(), out, err);
            return DONE;
        } catch (ArchiveFault | DatabaseFault fault) {
            err.println("scrip: " + fault.getMessage());
        } catch (IOException failure) {
            err.println(
                    "scrip: the archive could not be written ("
                            + failure
                            + "): free some space, or name another place");
        } catch (SQLException failure) {
            err.println(
                    "scrip: the database could not be read ("
                            + Report.firstLine(failure)
                            + "): try again");
        }
        return FAILED;
    }

    private static void run(
            Words words,
            Map<String, String> environment,
            Instant now,
            PrintStream out,
            PrintStream err)
            throws IOException, SQLException {
        @Nullable SealingKey key = Report.key(words);
        ArchivePlace place = Report.place(words.others().getFirst(), environment, now, key != null);
        LicenseKeyFile licenseKey = LicenseKeyFile.of(environment);
        Map<String, byte[]> beside = key == null ? Map.of() : licenseKey.read();
        Progress progress = new Progress(line -> err.println("scrip: " + line), System::nanoTime);
        Backup.Made made;
        try (Database database = Database.asItIs(DatabaseLocation.existing(environment));
                ArchivePlace.Draft draft = place.draft()) {
            made =
                    Report.closedAtTheEnd(
                            database,
                            () -> {
                                Backup.Made written =
                                        Backup.write(database, beside, draft, key, progress);
                                draft.keep();
                                return written;
                            });
        }
        LastDone.of(environment).note(LastDone.Task.BACKUP, new LastDone.Done(now, 0));
        if (!made.strangers().isEmpty()) {
            err.println("scrip: not Scrip's, so not in the archive: " + made.strangers());
        }
        if (key == null && licenseKey.isThere()) {
            err.println(
                    "scrip: "
                            + licenseKey
                            + " is not in it, because it is not encrypted: keep a copy of that file,"
                            + " or use --key");
        }
        if (words.has("--json")) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("archive", place.toString());
            report.put("encrypted", key != null);
            Report.describe(report, made.manifest(), made.sum());
            out.println(Report.json(report));
        } else {
            out.println(place + ": " + Report.summary(made.manifest(), made.sum()));
        }
    }
}
