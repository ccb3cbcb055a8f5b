package scrip.server.rehearse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// The vocabulary of scenario files: the verbs, the fields each takes, and the outcomes that can be
/// expected of it.
final class Words {

    private Words() {}

    /// The type of a field's value.
    enum Type {
        TEXT,
        /// The id of an organization of the file.
        ORG,
        /// A name that the step defines, unique in its file.
        NEW_NAME,
        /// A name that an earlier step defined.
        NAME,
        NAMES,
        WHOLE,
        DECIMAL,
        /// A decimal of 0 or more.
        AMOUNT,
        CURRENCY,
        PER,
        BOOL,
        INSTANT,
        DATE,
        INSTANT_OR_DATE,
        DURATION,
        ZONE,
        SURFACE,
        CAPACITY,
        MEMBER_PRICES,
        MEMBER_QUANTITIES,
        LINES,
        POOL,
        LICENSE,
        CAPACITY_OF,
        ACCESS,
        NOTICES,
        ORG_ONLY,
        CODES,
        REFUSAL
    }

    /// One field.
    record Field(Type type, boolean required) {}

    /// A verb: its fields, and the keys of its outcome.
    record Verb(Map<String, Field> fields, Map<String, Type> outcome) {}

    static final Map<String, Field> LINE =
            fields(
                    "as! NEW_NAME, item! TEXT, for ORG, plan TEXT, quantity WHOLE, months WHOLE,"
                            + " years WHOLE, storage_years WHOLE, starts DATE, capacity CAPACITY");

    static final Map<String, Field> PRICE =
            fields("amount! AMOUNT, currency CURRENCY, per PER, storage_years WHOLE");

    static final Map<Type, Map<String, Field>> NESTED =
            Map.of(
                    Type.LINES,
                    LINE,
                    Type.POOL,
                    fields("org! ORG, resource! TEXT, storage_years WHOLE, as_of INSTANT"),
                    Type.LICENSE,
                    fields("org! ORG, item! TEXT, as_of INSTANT"),
                    Type.CAPACITY_OF,
                    fields("org! ORG, resource! TEXT, as_of INSTANT"),
                    Type.ACCESS,
                    fields(
                            "org! ORG, item TEXT, feature TEXT, surface! SURFACE, within ORG,"
                                    + " storage_years WHOLE, as_of INSTANT"),
                    Type.NOTICES,
                    fields("to! TEXT, org! ORG"),
                    Type.ORG_ONLY,
                    fields("org! ORG"));

    /// The subjects of checks, and the outcomes of each.
    static final Map<String, Verb> CHECKS = checks();

    static final Map<String, Verb> VERBS = verbs();

    static Verb verb(String name) {
        return Objects.requireNonNull(VERBS.get(name));
    }

    /// The fields and outcomes of a check.
    static Verb check(String what) {
        return Objects.requireNonNull(CHECKS.get(what));
    }

    private static Map<String, Verb> verbs() {
        Map<String, Verb> all = new LinkedHashMap<>();
        add(
                all,
                "sign",
                "org! ORG, product! TEXT, from DATE, until DATE, prices MEMBER_PRICES,"
                        + " bonus MEMBER_QUANTITIES",
                "");
        String line =
                "item! TEXT, for ORG, plan TEXT, quantity WHOLE, months WHOLE, years WHOLE,"
                        + " storage_years WHOLE, starts DATE, capacity CAPACITY";
        String ordered = "state TEXT, total TEXT, currency TEXT, agreed_price_unused TEXT";
        add(all, "buy", "as! NEW_NAME, org! ORG, by TEXT, terms TEXT, " + line, ordered);
        add(all, "order", "as! NEW_NAME, org! ORG, by TEXT, lines! LINES, terms TEXT", ordered);
        add(
                all,
                "pay",
                "order NAME, orders NAMES, as NEW_NAME, amount DECIMAL, received_at INSTANT,"
                        + " reference TEXT, distinct BOOL",
                "state TEXT, due TEXT, unapplied TEXT");
        add(
                all,
                "receive",
                "org! ORG, amount! DECIMAL, currency CURRENCY, as NEW_NAME, received_at INSTANT,"
                        + " reference TEXT, distinct BOOL",
                "unapplied TEXT");
        add(
                all,
                "apply",
                "org! ORG, order! NAME, amount! DECIMAL",
                "state TEXT, due TEXT, unapplied TEXT");
        add(
                all,
                "grant",
                "as! NEW_NAME, org! ORG, resource! TEXT, quantity! WHOLE, storage_years WHOLE,"
                        + " starts INSTANT_OR_DATE, until INSTANT_OR_DATE",
                "");
        add(all, "decide", "key! TEXT, accept BOOL", "result TEXT");
        add(all, "quote", "as! NEW_NAME, org! ORG, by TEXT, lines! LINES", ordered);
        add(all, "accept_quote", "quote! NAME, as! NEW_NAME, terms TEXT", ordered);
        add(all, "zone", "org! ORG, zone! ZONE", "");
        add(all, "server_clock", "offset! DURATION", "");
        add(all, "approve", "order! NAME", "state TEXT");
        add(all, "cancel", "order! NAME", "state TEXT");
        add(all, "recall", "order NAME, payment NAME", "state TEXT");
        add(all, "reinstate", "payment! NAME", "state TEXT");
        add(all, "end", "org! ORG, item! TEXT, at_end BOOL", "state TEXT");
        add(all, "renew", "order! NAME, as! NEW_NAME, terms TEXT", ordered);
        add(
                all,
                "use",
                "org! ORG, resource! TEXT, quantity! WHOLE, key! TEXT, storage_years WHOLE,"
                        + " surface SURFACE, event_at INSTANT, subject TEXT, within ORG,"
                        + " reported BOOL",
                "result TEXT, drawn MEMBER_QUANTITIES, arrears WHOLE, available WHOLE, late BOOL");
        add(
                all,
                "hold",
                "as! NEW_NAME, org! ORG, resource! TEXT, quantity! WHOLE, key! TEXT,"
                        + " storage_years WHOLE, hours WHOLE, within ORG",
                "held WHOLE, available WHOLE");
        String settled = "drawn MEMBER_QUANTITIES, returned MEMBER_QUANTITIES, available WHOLE";
        add(all, "capture", "hold! NAME, quantity WHOLE, key! TEXT", settled + ", arrears WHOLE");
        add(all, "release", "hold! NAME, key! TEXT", settled);
        add(
                all,
                "correct",
                "key! TEXT, quantity! WHOLE, reason! TEXT",
                "returned MEMBER_QUANTITIES, arrears WHOLE, available WHOLE");
        for (String step : new String[] {"schedule", "deliver", "accept", "reject"}) {
            add(all, step, "service! NAME, mode TEXT, by TEXT, note TEXT", "state TEXT");
        }
        add(all, "join", "consortium! ORG, org! ORG", "");
        add(all, "leave", "consortium! ORG, org! ORG", "");
        add(
                all,
                "check",
                "pool POOL, pack NAME, license LICENSE, capacity CAPACITY_OF, obligations ORG_ONLY,"
                        + " access ACCESS, order NAME, service NAME, notices NOTICES",
                "");
        return all;
    }

    private static Map<String, Verb> checks() {
        Map<String, Verb> all = new LinkedHashMap<>();
        add(
                all,
                "pool",
                "",
                "available WHOLE, used WHOLE, arrears WHOLE, held WHOLE, closing WHOLE,"
                        + " expired WHOLE, voided WHOLE, state TEXT");
        add(
                all,
                "pack",
                "",
                "quantity WHOLE, available WHOLE, used WHOLE, held WHOLE, closing WHOLE,"
                        + " expired WHOLE, voided WHOLE, from INSTANT, until INSTANT, state TEXT");
        add(all, "license", "", "state TEXT, from INSTANT, until INSTANT");
        add(all, "capacity", "", "sets WHOLE, until INSTANT");
        add(all, "obligations", "", "count WHOLE, until INSTANT");
        add(all, "access", "", "access TEXT, reason TEXT");
        add(all, "order", "", "state TEXT, total TEXT, activate_by INSTANT, breached BOOL");
        add(all, "service", "", "state TEXT, until INSTANT");
        add(all, "notices", "", "codes CODES, includes CODES");
        return all;
    }

    private static void add(Map<String, Verb> all, String name, String fields, String outcome) {
        Map<String, Type> keys = new LinkedHashMap<>();
        fields(outcome).forEach((key, field) -> keys.put(key, field.type()));
        keys.put("refused", Type.REFUSAL);
        all.put(name, new Verb(fields(fields), keys));
    }

    /// Reads `name TYPE, name! TYPE`; the exclamation mark makes the field required.
    private static Map<String, Field> fields(String text) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            String[] words = part.strip().split(" ", -1);
            if (words.length == 2) {
                boolean required = words[0].endsWith("!");
                String name = required ? words[0].substring(0, words[0].length() - 1) : words[0];
                fields.put(name, new Field(Type.valueOf(words[1]), required));
            }
        }
        return fields;
    }
}
