package scrip.server.administration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import scrip.server.setting.Launcher;
import scrip.server.terminal.CommandFault;
import scrip.server.terminal.Table;
import tools.jackson.databind.JsonNode;

/// `./scrip organization`: institutions and consortia.
@Command(
        name = "organization",
        description = "List, show, create and rename institutions and consortia.")
public final class OrganizationCommand {

    private static final String ALL = "/v1/organizations";
    private static final String REALM = "in a sandbox instead of the live realm";

    private final Administration administration;

    public OrganizationCommand(Administration administration) {
        this.administration = administration;
    }

    private static String path(String id) {
        return ALL + "/" + Api.part(id);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List organizations and how they stand.")
    int list(
            @Option(
                            names = "--search",
                            paramLabel = "TEXT",
                            description = "a part of the name or id")
                    @Nullable String search,
            @Option(names = "--realm", paramLabel = "NAME", description = REALM)
                    @Nullable String realm,
            @Option(names = "--json", description = "print them as JSON") boolean json) {
        return administration.ask(
                "organization list",
                api -> {
                    String found = search == null ? "" : "&search=" + Api.part(search);
                    List<JsonNode> rows = api.all(ALL + "?sort=id" + found, realm);
                    Table table = new Table("ID", "KIND", "NAME", "STANDING", "SINCE");
                    rows.forEach(row ->
                            table.add(
                                    List.of(
                                            row.get("id").asString(),
                                            row.get("kind").asString(),
                                            row.get("name").asString(),
                                            row.get("standing").asString(),
                                            row.get("since").asString())));
                    return administration.answer(json, Map.of("organizations", rows), table);
                });
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Show one organization.")
    int show(
            @Parameters(paramLabel = "ID", description = "its id") String id,
            @Option(names = "--realm", paramLabel = "NAME", description = REALM)
                    @Nullable String realm,
            @Option(names = "--json", description = "print it as JSON") boolean json) {
        return administration.ask(
                "organization show", api -> shown(json, api.get(path(id), realm)));
    }

    private int shown(boolean json, JsonNode one) {
        List<String> lines = new ArrayList<>();
        one.properties()
                .forEach(field -> {
                    JsonNode value = field.getValue();
                    if (!value.isNull() && (value.isValueNode() || !value.isEmpty())) {
                        lines.add(
                                "%-22s %s"
                                        .formatted(
                                                field.getKey(),
                                                value.isString()
                                                        ? value.asString()
                                                        : value.toString()));
                    }
                });
        return administration.answer(json, one, lines);
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Create an organization.")
    int create(
            @Parameters(
                            paramLabel = "ID",
                            description = "by which it is known for ever, such as north-hospital")
                    String id,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "its name for people")
                    String name,
            @Option(
                            names = "--kind",
                            paramLabel = "KIND",
                            defaultValue = "institution",
                            description = "institution or consortium (default: ${DEFAULT-VALUE})")
                    String kind,
            @Option(
                            names = "--zone",
                            paramLabel = "ZONE",
                            description = "its time zone, such as Asia/Shanghai (default: UTC)")
                    @Nullable String zone,
            @Option(names = "--realm", paramLabel = "NAME", description = REALM)
                    @Nullable String realm,
            @Option(names = "--json", description = "print it as JSON") boolean json) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", kind);
        body.put("name", name);
        if (zone != null) {
            body.put("zone", zone);
        }
        return administration.ask(
                "organization create",
                api -> {
                    if (api.has(path(id), realm)) {
                        throw new CommandFault(
                                id
                                        + " exists already: see "
                                        + Launcher.line("organization show " + id));
                    }
                    JsonNode made = api.put(path(id), realm, body);
                    return administration.answer(json, made, id + " is created");
                });
    }

    @Command(
            name = "rename",
            mixinStandardHelpOptions = true,
            description = "Change the name of an organization; its id stays.")
    int rename(
            @Parameters(paramLabel = "ID", description = "its id") String id,
            @Parameters(paramLabel = "NAME", description = "its new name") String name,
            @Option(names = "--realm", paramLabel = "NAME", description = REALM)
                    @Nullable String realm,
            @Option(names = "--json", description = "print it as JSON") boolean json) {
        return administration.ask(
                "organization rename",
                api -> {
                    JsonNode _ = api.get(path(id), realm);
                    JsonNode now = api.put(path(id), realm, Map.of("name", name));
                    return administration.answer(
                            json, now, id + " is now called " + now.get("name").asString());
                });
    }
}
