package scrip.server.administration;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import scrip.server.terminal.SecretOut;
import scrip.server.terminal.Table;
import scrip.server.terminal.WrongArguments;
import tools.jackson.databind.JsonNode;

/// `./scrip key`: API keys, and the keys that sign answers.
@Command(
        name = "key",
        description = "List, make and revoke API keys; rotate the keys that sign answers.")
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
                description = "of an organization; without it, of products and the vendor")
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
                    List<JsonNode> keys = api.all(owner.path() + "?sort=newest", owner.realm);
                    Table table =
                            new Table("ID", "NAME", "FOR", "STATE", "ENDS", "FROM", "ACTIONS");
                    keys.forEach(key ->
                            table.add(
                                    List.of(
                                            key.get("id").asString(),
                                            key.get("name").asString(),
                                            whose(key),
                                            key.get("state").asString(),
                                            key.get("expires_at").asString(),
                                            words(key, "addresses"),
                                            words(key, "actions"))));
                    return administration.answer(json, Map.of("keys", keys), table);
                });
    }

    private static String whose(JsonNode key) {
        String organization = key.path("organization").asString("");
        String own = organization.isEmpty() ? key.path("product").asString("") : organization;
        return key.path("vendor").asBoolean(false) ? "(vendor)" : own;
    }

    private static String words(JsonNode key, String field) {
        List<String> words = new ArrayList<>();
        key.path(field).forEach(word -> words.add(word.asString()));
        return String.join(",", words);
    }

    /// What a key may do, for how long, and from where.
    public static final class Terms {

        private static final int DAYS = 365;

        @Option(
                names = "--action",
                required = true,
                split = ",",
                paramLabel = "ACTION",
                description = "what it may do, such as uses.write (docs/reference/roles.md)")
        private List<String> actions = List.of();

        @Option(
                names = "--address",
                split = ",",
                paramLabel = "ADDRESS",
                description =
                        "an address or a network that it works from, such as 192.0.2.7 or"
                                + " 10.1.0.0/16; several may be named; without one, from everywhere")
        private List<String> addresses = List.of();

        @Option(
                names = "--days",
                paramLabel = "DAYS",
                description = "how long it works (default: " + DAYS + ")")
        private @Nullable Integer days;

        @Option(
                names = "--until",
                paramLabel = "INSTANT",
                description = "until when it works instead, such as 2027-01-01T00:00:00Z")
        private @Nullable String until;

        @Option(
                names = "--units",
                paramLabel = "UNITS",
                description = "how many units of work it may ask each second")
        private @Nullable Integer units;

        void check(List<String> faults) {
            if (days != null && until != null) {
                faults.add("--days and --until both say when it ends: give one");
            }
            if (until != null && instant(until).isEmpty()) {
                faults.add("--until takes an instant such as 2027-01-01T00:00:00Z");
            }
        }

        private static Optional<Instant> instant(String text) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }

        void put(Map<String, Object> body, Instant now) {
            body.put("actions", actions);
            if (!addresses.isEmpty()) {
                body.put("addresses", addresses);
            }
            Instant end =
                    Optional.ofNullable(until)
                            .flatMap(Terms::instant)
                            .orElseGet(() -> now.plus(Duration.ofDays(days == null ? DAYS : days)));
            body.put("expires_at", end.truncatedTo(ChronoUnit.SECONDS).toString());
            if (units != null) {
                body.put("units_per_second", units);
            }
        }
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
                            names = "--vendor",
                            description = "a key of the vendor, for an ERP or a bank import")
                    boolean vendor,
            @Mixin Terms terms,
            @Mixin SecretOut out,
            @Option(names = "--json", description = "print the key as JSON, without its secret")
                    boolean json) {
        List<String> faults = new ArrayList<>();
        int owners = (product == null ? 0 : 1) + (owner.organization == null ? 0 : 1);
        if (owners + (vendor ? 1 : 0) != 1) {
            faults.add("say whose key it is: --organization ID, --product PRODUCT or --vendor");
        }
        terms.check(faults);
        WrongArguments.check(faults);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        terms.put(body, administration.terminal().clock().instant());
        if (product != null) {
            body.put("product", product);
        }
        if (vendor) {
            body.put("vendor", true);
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

    @Command(
            name = "signing",
            mixinStandardHelpOptions = true,
            description = "List the keys that sign answers about access, and rotate them.")
    int signing(
            @Option(
                            names = "--rotate",
                            description =
                                    "let the next one sign; the former is published until its last"
                                            + " answer has ended")
                    boolean rotate,
            @Option(
                            names = "--compromised",
                            description =
                                    "with --rotate: the current one became known, so from now on"
                                            + " nobody shall believe what it signed")
                    boolean compromised,
            @Option(names = "--json", description = "print the keys as JSON") boolean json) {
        WrongArguments.check(
                compromised && !rotate ? List.of("--compromised goes with --rotate") : List.of());
        return administration.ask(
                "key signing",
                api ->
                        signingKeys(
                                json,
                                rotate
                                        ? api.post(
                                                "/v1/signing-keys/rotate",
                                                null,
                                                Map.of("compromised", compromised))
                                        : api.get("/v1/signing-keys", null)));
    }

    private int signingKeys(boolean json, JsonNode keys) {
        Table table = new Table("ID", "STATE", "SIGNS FROM", "PUBLISHED UNTIL");
        keys.get("items")
                .forEach(key ->
                        table.add(
                                List.of(
                                        key.get("id").asString(),
                                        key.get("state").asString(),
                                        key.path("signs_from").asString(""),
                                        key.path("published_until").asString(""))));
        return administration.answer(json, keys, table);
    }
}
