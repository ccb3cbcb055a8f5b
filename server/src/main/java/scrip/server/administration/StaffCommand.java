package scrip.server.administration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import scrip.server.setting.Launcher;
import scrip.server.terminal.CommandFault;
import scrip.server.terminal.SecretOut;
import scrip.server.terminal.Table;
import tools.jackson.databind.JsonNode;

/// `./scrip staff`: the people of the vendor.
@Command(name = "staff", description = "List, add and remove the vendor's people, and their roles.")
public final class StaffCommand {

    private static final String STAFF = "/v1/staff";
    private static final String INVITATIONS = "/v1/staff-invitations";
    private static final String LINK = "the link";
    private static final String ROLES =
            "administrator, catalog, sales, finance, operations or auditor";

    private final Administration administration;

    public StaffCommand(Administration administration) {
        this.administration = administration;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the vendor's people and open invitations.")
    int list(@Option(names = "--json", description = "print them as JSON") boolean json) {
        return administration.ask(
                "staff list",
                api -> {
                    List<JsonNode> people = api.all(STAFF + "?sort=EMAIL", null);
                    List<JsonNode> invited = api.all(INVITATIONS + "?state=open", null);
                    Table table = new Table("E-MAIL", "NAME", "ROLES", "SINCE");
                    people.forEach(p -> table.add(row(p, p.get("name").asString(), "since")));
                    invited.forEach(i -> table.add(row(i, "(invited)", "created_at")));
                    Map<String, Object> all = new LinkedHashMap<>();
                    all.put("people", people);
                    all.put("invitations", invited);
                    return administration.answer(json, all, table);
                });
    }

    private static List<String> row(JsonNode one, String name, String since) {
        return List.of(one.get("email").asString(), name, roles(one), one.get(since).asString());
    }

    private static String roles(JsonNode one) {
        List<String> roles = new ArrayList<>();
        one.get("roles").forEach(role -> roles.add(role.asString()));
        return String.join(", ", roles);
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Invite somebody: makes a link with which they join, which works once.")
    int add(
            @Parameters(paramLabel = "E-MAIL", description = "their address") String email,
            @Option(
                            names = "--role",
                            required = true,
                            split = ",",
                            paramLabel = "ROLE",
                            description = "what they are: " + ROLES)
                    List<String> roles,
            @Mixin SecretOut out,
            @Option(
                            names = "--json",
                            description = "print the invitation as JSON, without the link")
                    boolean json) {
        try (SecretOut.Place place = out.open(administration.terminal(), LINK)) {
            return administration.ask(
                    "staff add",
                    api -> {
                        JsonNode made =
                                api.post(INVITATIONS, null, Map.of("email", email, "roles", roles));
                        place.put(LINK, made.get("link").asString());
                        return administration.answer(
                                json,
                                Secrets.without(made, "link"),
                                email
                                        + " is invited as "
                                        + roles(made)
                                        + "; the link ends "
                                        + made.get("expires_at").asString());
                    });
        }
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Make a link with which somebody sets a new password, which works once.")
    int reset(
            @Parameters(paramLabel = "E-MAIL", description = "their address") String email,
            @Mixin SecretOut out,
            @Option(names = "--json", description = "print what was made, without the link")
                    boolean json) {
        try (SecretOut.Place place = out.open(administration.terminal(), LINK)) {
            return administration.ask(
                    "staff reset",
                    api -> {
                        String path = STAFF + "/" + person(api, email) + "/password-reset";
                        JsonNode made = api.post(path, null, Map.of());
                        place.put(LINK, made.get("link").asString());
                        return administration.answer(
                                json,
                                Secrets.without(made, "link"),
                                "the link ends " + made.get("expires_at").asString());
                    });
        }
    }

    @Command(
            name = "roles",
            mixinStandardHelpOptions = true,
            description = "Give somebody these roles in place of those that they have.")
    int roles(
            @Parameters(index = "0", paramLabel = "E-MAIL", description = "their address")
                    String email,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "ROLE", description = ROLES)
                    List<String> roles,
            @Option(names = "--json", description = "print the person as JSON") boolean json) {
        return administration.ask(
                "staff roles",
                api -> {
                    String path = STAFF + "/" + person(api, email);
                    JsonNode now = api.put(path, null, Map.of("roles", roles));
                    return administration.answer(json, now, email + " is now " + roles(now));
                });
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Remove somebody: their sessions and links end at once.")
    int remove(
            @Parameters(paramLabel = "E-MAIL", description = "their address") String email,
            @Option(names = "--json", description = "print who was removed as JSON") boolean json) {
        return administration.ask(
                "staff remove",
                api -> {
                    JsonNode _ = api.delete(STAFF + "/" + person(api, email), null);
                    return administration.answer(
                            json, Map.of("removed", email), email + " is removed");
                });
    }

    private static String person(Api api, String email) {
        return api.all(STAFF + "?search=" + Api.part(email), null).stream()
                .filter(one -> one.get("email").asString().equalsIgnoreCase(email))
                .map(one -> one.get("person").asString())
                .findFirst()
                .orElseThrow(() ->
                        new CommandFault(
                                "nobody of the vendor has the address "
                                        + email
                                        + ": see "
                                        + Launcher.line("staff list")));
    }
}
