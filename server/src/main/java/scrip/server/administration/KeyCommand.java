package scrip.server.administration;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import scrip.server.terminal.SecretOut;
import scrip.server.terminal.Table;
import scrip.server.terminal.WrongArguments;
import tools.jackson.databind.JsonNode;

/// `./scrip key`: API keys.
@Command(name = "key", description = "List, make and revoke API keys.")
public final class KeyCommand {

    private static final String SECRET = "the key";

    private final Administration administration;

    public KeyCommand(Administration administration) {
        this.administration = administration;
    }

    /// Whose keys.
    public static final class Owner {

        @Option(
                names = "--organization",
                paramLabel = "ID",
                description = "of an organization; without it, of the vendor's products")
        private @Nullable String organization;

        @Option(
                names = "--realm",
                paramLabel = "NAME",
                description = "in a sandbox instead of the live realm")
        private @Nullable String realm;

        String path() {
            return organization == null
                    ? "/v1/keys"
                    : "/v1/organizations/" + Api.part(organization) + "/keys";
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List keys, without their secrets.")
    int list(
            @Mixin Owner owner,
            @Option(names = "--json", description = "print them as JSON") boolean json) {
        return administration.ask(
                "key list",
                api -> {
                    List<JsonNode> keys =
                            api.all(owner.path() + "?sort=newest", "keys", owner.realm);
                    Table table = new Table("ID", "NAME", "FOR", "STATE", "ENDS", "ACTIONS");
                    keys.forEach(key ->
                            table.add(
                                    List.of(
                                            key.get("id").asString(),
                                            key.get("name").asString(),
                                            whose(key),
                                            key.get("state").asString(),
                                            key.get("expires_at").asString(),
                                            actions(key))));
                    return administration.answer(json, Map.of("keys", keys), table);
                });
    }

    private static String whose(JsonNode key) {
        String organization = key.path("organization").asString("");
        return organization.isEmpty() ? key.path("product").asString("") : organization;
    }

    private static String actions(JsonNode key) {
        List<String> actions = new ArrayList<>();
        key.get("actions").forEach(action -> actions.add(action.asString()));
        return String.join(",", actions);
    }

    @Command(
            name = "make",
            mixinStandardHelpOptions = true,
            description = "Make a key. Its secret is never shown again.")
    int make(
            @Parameters(paramLabel = "NAME", description = "what it is for") String name,
            @Mixin Owner owner,
            @Option(
                            names = "--product",
                            paramLabel = "PRODUCT",
                            description = "the product whose key it is, such as ipc")
                    @Nullable String product,
            @Option(
                            names = "--action",
                            required = true,
                            split = ",",
                            paramLabel = "ACTION",
                            description =
                                    "what it may do, such as uses.write (docs/reference/roles.md)")
                    List<String> actions,
            @Option(
                            names = "--days",
                            paramLabel = "DAYS",
                            defaultValue = "365",
                            description = "how long it works (default: ${DEFAULT-VALUE})")
                    int days,
            @Option(
                            names = "--units",
                            paramLabel = "UNITS",
                            description = "how many units of work it may ask each second")
                    @Nullable Integer units,
            @Mixin SecretOut out,
            @Option(names = "--json", description = "print the key as JSON, without its secret")
                    boolean json) {
        if ((product == null) == (owner.organization == null)) {
            throw new WrongArguments("say whose key it is: --organization ID or --product PRODUCT");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("actions", actions);
        body.put("expires_at", end(days).toString());
        if (product != null) {
            body.put("product", product);
        }
        if (units != null) {
            body.put("units_per_second", units);
        }
        try (SecretOut.Place place = out.open(administration.terminal(), SECRET)) {
            return administration.ask(
                    "key make",
                    api -> {
                        JsonNode made = api.post(owner.path(), owner.realm, body);
                        place.put(SECRET, made.get("secret").asString());
                        return administration.answer(
                                json,
                                Secrets.without(made, "secret"),
                                "key "
                                        + made.get("id").asString()
                                        + " works until "
                                        + made.get("expires_at").asString());
                    });
        }
    }

    private Instant end(int days) {
        return administration
                .terminal()
                .clock()
                .instant()
                .plus(Duration.ofDays(days))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "End a key at once.")
    int revoke(
            @Parameters(paramLabel = "KEY", description = "its id: see list") String id,
            @Mixin Owner owner,
            @Option(names = "--json", description = "print the key as JSON") boolean json) {
        return administration.ask(
                "key revoke",
                api -> {
                    JsonNode key = api.delete(owner.path() + "/" + Api.part(id), owner.realm);
                    return administration.answer(
                            json,
                            key,
                            "key " + id + " (" + key.get("name").asString() + ") is revoked");
                });
    }
}
