package scrip.server.administration;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import scrip.server.terminal.CommandFault;
import scrip.server.terminal.Table;
import scrip.server.terminal.WrongArguments;
import tools.jackson.databind.JsonNode;

/// `./scrip sandbox`: realms to try things in, each with a clock of its own.
@Command(
        name = "sandbox",
        description = "List, create and remove sandboxes, and move their clocks.")
public final class SandboxCommand {

    private static final String ALL = "/v1/sandboxes";

    private final Administration administration;

    public SandboxCommand(Administration administration) {
        this.administration = administration;
    }

    private static String path(String name) {
        return ALL + "/" + Api.part(name);
    }

    private static Instant instant(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new WrongArguments(option + " takes an instant such as 2027-01-01T00:00:00Z");
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List sandboxes and what their clocks say.")
    int list(@Option(names = "--json", description = "print them as JSON") boolean json) {
        return administration.ask(
                "sandbox list",
                api -> {
                    List<JsonNode> rows = new ArrayList<>();
                    api.get(ALL, null).get("items").forEach(rows::add);
                    Table table = new Table("NAME", "CLOCK");
                    rows.forEach(row ->
                            table.add(
                                    List.of(
                                            row.get("name").asString(),
                                            row.get("now").asString())));
                    return administration.answer(json, Map.of("sandboxes", rows), table);
                });
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Create a sandbox.")
    int create(
            @Parameters(paramLabel = "NAME", description = "its name, such as trial") String name,
            @Option(
                            names = "--now",
                            paramLabel = "INSTANT",
                            description = "what its clock says (default: the time now)")
                    @Nullable String now,
            @Option(names = "--json", description = "print it as JSON") boolean json) {
        Instant at =
                now == null
                        ? administration
                                .terminal()
                                .clock()
                                .instant()
                                .truncatedTo(ChronoUnit.SECONDS)
                        : instant("--now", now);
        return administration.ask(
                "sandbox create",
                api -> {
                    if (api.has(path(name), null)) {
                        throw new CommandFault("there is a sandbox " + name + " already");
                    }
                    JsonNode made = api.put(path(name), null, Map.of("now", at.toString()));
                    return administration.answer(
                            json,
                            made,
                            name + " is created; its clock says " + made.get("now").asString());
                });
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description =
                    "Remove a sandbox for good: its keys and the places of its people end, and its"
                            + " name cannot be used again.")
    int remove(
            @Parameters(paramLabel = "NAME", description = "its name") String name,
            @Option(names = "--json", description = "print its name as JSON") boolean json) {
        return administration.ask(
                "sandbox remove",
                api -> {
                    JsonNode _ = api.delete(path(name), null);
                    return administration.answer(
                            json, Map.of("name", name), "the sandbox " + name + " is removed");
                });
    }

    @Command(
            name = "clock",
            mixinStandardHelpOptions = true,
            description =
                    "Move the clock of a sandbox, forward only: everything due by then happens.")
    int clock(
            @Parameters(paramLabel = "NAME", description = "its name") String name,
            @Parameters(paramLabel = "INSTANT", description = "such as 2027-01-01T00:00:00Z")
                    String to,
            @Option(names = "--json", description = "print it as JSON") boolean json) {
        Instant at = instant("INSTANT", to);
        return administration.ask(
                "sandbox clock",
                api -> {
                    JsonNode now =
                            api.post(path(name) + "/clock", null, Map.of("now", at.toString()));
                    return administration.answer(
                            json,
                            now,
                            "the clock of " + name + " says " + now.get("now").asString());
                });
    }
}
