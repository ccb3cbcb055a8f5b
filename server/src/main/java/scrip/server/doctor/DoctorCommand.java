package scrip.server.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import scrip.server.http.Json;
import scrip.server.setting.Configuration;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;

/// `./scrip doctor`.
@Command(
        name = "doctor",
        description = {
            "Examine an installation, also beside a server: settings, ports, database, clock, disks,"
                    + " certificate, and the age of the last backup.",
            "",
            "Each line is ok, a warning or a FAULT, and says what to do. The exit code is 1 if there"
                    + " is a fault.",
        })
public final class DoctorCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Start start;

    @Option(names = "--json", description = "print the findings as JSON")
    private boolean json;

    /// @param start tells for which settings a server would not start
    public DoctorCommand(Terminal terminal, Start start) {
        this.terminal = terminal;
        this.start = start;
    }

    /// Reads settings as a start does.
    @FunctionalInterface
    public interface Start {
        /// Everything for which a server would not start, a line each.
        List<String> faults(Map<String, String> settings);
    }

    @Override
    public Integer call() {
        Configuration configuration = terminal.configuration();
        Map<String, String> settings = configuration.valuesAsTheyAre();
        List<Finding> all = new ArrayList<>(SettingsCheck.of(configuration, start));
        all.addAll(PortsCheck.of(settings));
        all.addAll(FilesCheck.of(settings, terminal.clock().instant()));
        if (!json) {
            all.forEach(finding -> terminal.out().println(finding.line()));
            terminal.tell("looking at the database");
        }
        List<Finding> database = DatabaseCheck.of(settings, terminal.clock());
        all.addAll(database);
        long faults = count(all, Finding.Level.FAULT);
        long warnings = count(all, Finding.Level.WARNING);
        if (json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("faults", faults);
            report.put("warnings", warnings);
            report.put("findings", all);
            terminal.out().println(Json.textOrNull(report));
        } else {
            database.forEach(finding -> terminal.out().println(finding.line()));
            terminal.out().println(faults + " faults, " + warnings + " warnings");
        }
        return faults > 0 ? Manners.FAILED : Manners.DONE;
    }

    private static long count(List<Finding> all, Finding.Level level) {
        return all.stream().filter(finding -> finding.level() == level).count();
    }
}
