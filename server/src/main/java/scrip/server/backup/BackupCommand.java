package scrip.server.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.LastDone;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;

/// `./scrip backup PLACE [--key FILE] [--json]`.
@Command(
        name = "backup",
        description = "Write all data to one archive, also while a server runs.",
        footer = "%nSCRIP_DATA or SCRIP_DATABASE_URL say where the data is.")
public final class BackupCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            paramLabel = "PLACE",
            description = "a folder, a file that does not exist, or s3://bucket/name")
    private String named = "";

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "encrypt it with the key in a file: openssl rand -base64 32 makes one")
    private @Nullable String keyFile;

    @Option(names = "--json", description = "print what was made as JSON")
    private boolean json;

    public BackupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            run(terminal.settings(), terminal.clock().instant(), terminal.out(), terminal.err());
            return Manners.DONE;
        } catch (ArchiveFault fault) {
            terminal.tell(String.valueOf(fault.getMessage()));
        } catch (IOException failure) {
            terminal.tell(
                    "the archive could not be written ("
                            + failure
                            + "): free some space, or name another place");
        } catch (SQLException failure) {
            terminal.tell(
                    "the database could not be read ("
                            + Report.firstLine(failure)
                            + "): try again");
        }
        return Manners.FAILED;
    }

    private void run(Map<String, String> environment, Instant now, PrintStream out, PrintStream err)
            throws IOException, SQLException {
        @Nullable SealingKey key = Report.key(keyFile);
        ArchivePlace place = Report.place(named, environment, now, key != null);
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
        if (json) {
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
