package scrip.server.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.setting.Launcher;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;

/// `./scrip restore ARCHIVE [--key FILE] [--check] [--json]`.
@Command(
        name = "restore",
        description = "Load an archive into an empty database, and verify it.",
        footer =
                "%nSCRIP_DATA (an empty folder, or one that is not there) or SCRIP_DATABASE_URL (an"
                        + " empty database) say where to.")
public final class RestoreCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Verification verification;

    @Parameters(paramLabel = "ARCHIVE", description = "a file, or s3://bucket/name")
    private String named = "";

    @Option(names = "--key", paramLabel = "FILE", description = "the key it was encrypted with")
    private @Nullable String keyFile;

    @Option(names = "--check", description = "check the archive alone, touching no database")
    private boolean check;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    public RestoreCommand(Terminal terminal, Verification verification) {
        this.terminal = terminal;
        this.verification = verification;
    }

    /// Tells whether what is in a database is sound.
    public interface Verification {
        /// Prints what it finds, a line each.
        ///
        /// @return 0 if it finds nothing
        int run(Database database, Consumer<String> out);
    }

    @Override
    public Integer call() {
        try {
            return run(terminal.settings(), terminal.out(), terminal.err());
        } catch (ArchiveFault fault) {
            terminal.tell(String.valueOf(fault.getMessage()));
        } catch (IOException failure) {
            terminal.tell(
                    "the data was restored, but a file beside it was not written ("
                            + failure
                            + "): see what comes back in docs/operating/backup.md, and run "
                            + Launcher.line("verify"));
        } catch (SQLException | DataAccessException failure) {
            terminal.tell(
                    "the database does not answer any more ("
                            + Report.firstLine(failure)
                            + "): run this again; it says so if all data is there already");
        }
        return Manners.FAILED;
    }

    private int run(Map<String, String> environment, PrintStream out, PrintStream err)
            throws IOException, SQLException {
        ArchivePlace place = Report.place(named, environment);
        Progress progress = new Progress(line -> err.println("scrip: " + line), System::nanoTime);
        ArchiveCheck.Checked archive =
                ArchiveCheck.check(new ArchiveReader(place, Report.key(keyFile)), progress);
        Restore.checkSchema(archive.manifest());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("archive", place.toString());
        Report.describe(report, archive.manifest(), archive.sum());
        List<String> lines = new ArrayList<>();
        Consumer<String> tell = json ? lines::add : out::println;
        tell.accept(place + ": " + Report.summary(archive.manifest(), archive.sum()));
        int found = Manners.DONE;
        if (check) {
            tell.accept("it is whole; nothing was restored");
        } else {
            found = restored(environment, archive, progress, tell);
            report.put("verified", found == Manners.DONE);
        }
        if (json) {
            report.put("lines", lines);
            out.println(Report.json(report));
        }
        return found;
    }

    private int restored(
            Map<String, String> environment,
            ArchiveCheck.Checked archive,
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
