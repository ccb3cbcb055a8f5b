package scrip.server.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import scrip.server.database.Database;
import scrip.server.database.DatabaseFault;
import scrip.server.database.DatabaseLocation;

/// `./scrip restore ARCHIVE [--key FILE] [--check] [--json]`.
public final class RestoreCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private static final String USAGE =
            """
            usage: ./scrip restore ARCHIVE [--key FILE] [--json]           load an archive into an empty database, and verify it
                   ./scrip restore --check ARCHIVE [--key FILE] [--json]   check the archive alone, touching no database
              --key FILE  the key it was encrypted with
              --json      print the result as JSON
            SCRIP_DATA (an empty folder, or one that is not there) or SCRIP_DATABASE_URL (an empty database) say where to\
            """;

    private RestoreCommand() {}

    /// Tells whether what is in a database is sound.
    public interface Verification {
        /// Prints what it finds, a line each.
        ///
        /// @return 0 if it finds nothing
        int run(Database database, Consumer<String> out);
    }

    /// Runs the command.
    ///
    /// @param args the arguments after `restore`
    /// @return the exit code: 0 done, 1 something is wrong, 2 wrong arguments
    public static int run(
            String[] args,
            Map<String, String> environment,
            Verification verification,
            PrintStream out,
            PrintStream err) {
        Optional<Words> words = Words.of(args, Set.of("--key"), Set.of("--json", "--check"));
        if (words.isEmpty() || words.get().others().size() != 1) {
            err.println(USAGE);
            return WRONG;
        }
        try {
            return run(words.get(), environment, verification, out, err);
        } catch (ArchiveFault | DatabaseFault fault) {
            err.println("scrip: " + fault.getMessage());
        } catch (IOException failure) {
            err.println(
                    "scrip: the data was restored, but a file beside it was not written ("
                            + failure
                            + "): see what comes back in docs/operating/backup.md, and run ./scrip"
                            + " verify");
        } catch (SQLException | DataAccessException failure) {
            err.println(
                    "scrip: the database does not answer any more ("
                            + Report.firstLine(failure)
                            + "): run this again; it says so if all data is there already");
        }
        return FAILED;
    }

    private static int run(
            Words words,
            Map<String, String> environment,
            Verification verification,
            PrintStream out,
            PrintStream err)
            throws IOException, SQLException {
        ArchivePlace place = Report.place(words.others().getFirst(), environment);
        Progress progress = new Progress(line -> err.println("scrip: " + line), System::nanoTime);
        ArchiveCheck.Checked archive =
                ArchiveCheck.check(new ArchiveReader(place, Report.key(words)), progress);
        Restore.checkSchema(archive.manifest());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("archive", place.toString());
        Report.describe(report, archive.manifest(), archive.sum());
        List<String> lines = new ArrayList<>();
        Consumer<String> tell = words.has("--json") ? lines::add : out::println;
        tell.accept(place + ": " + Report.summary(archive.manifest(), archive.sum()));
        int found = DONE;
        if (words.has("--check")) {
            tell.accept("it is whole; nothing was restored");
        } else {
            found = restored(environment, archive, verification, progress, tell);
            report.put("verified", found == DONE);
        }
        if (words.has("--json")) {
            report.put("lines", lines);
            out.println(Report.json(report));
        }
        return found;
    }

    private static int restored(
            Map<String, String> environment,
            ArchiveCheck.Checked archive,
            Verification verification,
            Progress progress,
            Consumer<String> tell)
            throws IOException, SQLException {
        try (Database database = Database.openVacant(DatabaseLocation.of(environment))) {
            return Report.closedAtTheEnd(
                    database,
                    () -> {
                        Restore.load(database, archive, progress);
                        LicenseKeyFile.of(environment).write(archive.beside(), tell);
                        tell.accept("restored; verifying");
                        int found = verification.run(database, tell);
                        tell.accept(
                                "people sign in again, and open invitations and links are to be made again;"
                                        + " keys and people removed since "
                                        + archive.manifest().madeAt()
                                        + " are back");
                        return found;
                    });
        }
    }
}
