package scrip.server.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import scrip.server.http.Json;
import scrip.server.setting.Configuration;
import scrip.server.setting.SettingsPage;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Table;
import scrip.server.terminal.Terminal;
import scrip.server.terminal.WrongArguments;

/// `./scrip config`.
@Command(
        name = "config",
        description =
                "Show every setting, its value and where that comes from; secrets are masked.")
public final class ConfigCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--json", description = "print them as JSON")
    private boolean json;

    @Option(names = "--template", description = "print a configuration file to begin with")
    private boolean template;

    public ConfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// A setting as JSON.
    private record Shown(
            String name,
            @Nullable String value,
            @Nullable String usual,
            String source,
            @Nullable String secretFile,
            boolean secret,
            String about) {

        static Shown of(Configuration.Value value) {
            String shown = value.shown();
            String usual = value.setting().usual();
            return new Shown(
                    value.setting().name(),
                    shown.isEmpty() ? null : shown,
                    usual.isEmpty() ? null : usual,
                    value.source().name().toLowerCase(Locale.ROOT),
                    value.secretFile(),
                    value.setting().isSecret(),
                    SettingsPage.plain(value.setting().about()));
        }
    }

    @Override
    public Integer call() {
        if (json && template) {
            throw new WrongArguments("--json and --template are two answers: ask for one");
        }
        if (template) {
            terminal.out().print(SettingsPage.template());
            return Manners.DONE;
        }
        Configuration configuration = terminal.configuration();
        List<Shown> all = configuration.all().stream().map(Shown::of).toList();
        if (json) {
            Path file = configuration.file();
            Map<String, @Nullable Object> report = new LinkedHashMap<>();
            report.put("file", file == null ? null : file.toString());
            report.put("settings", all);
            report.put("faults", configuration.faults());
            terminal.out().println(Json.textOrNull(report));
        } else {
            table(all).forEach(terminal.out()::println);
            configuration.faults().forEach(terminal::tell);
        }
        configuration
                .strangers()
                .forEach(name ->
                        terminal.tell(
                                name
                                        + " is set and is no setting"
                                        + Configuration.nearest(name)
                                                .map(near -> ": did you mean " + near + "?")
                                                .orElse("")));
        return configuration.faults().isEmpty() ? Manners.DONE : Manners.FAILED;
    }

    private static List<String> table(List<Shown> all) {
        Table table = new Table("SETTING", "FROM", "VALUE");
        for (Shown one : all) {
            List<String> row = new ArrayList<>();
            row.add(one.name());
            row.add(one.secretFile() == null ? one.source() : one.source() + " (file)");
            row.add(one.value() == null ? "" : one.value());
            table.add(row);
        }
        return table.lines();
    }
}
