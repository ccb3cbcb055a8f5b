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
        /// A whole number of at least 1.
        COUNT,
        DECIMAL,
        /// A decimal of 0 or more.
        AMOUNT,
        /// A decimal of more than 0.
        MONEY,
        CURRENCY,
        PER,
        BOOL,
        INSTANT,
        DATE,
        INSTANT_OR_DATE,
        MONTHS,
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
        EMERGENCIES,
        CODES,
        REFUSAL
    }

    /// One field.
    record Field(Type type, boolean required) {}

    /// A verb: its fields, and the keys of its outcome.
    record Verb(Map<String, Field> fields, Map<String, Type> outcome) {}

    private static final String LINE_FIELDS =
            "item! TEXT, for ORG, plan TEXT, quantity WHOLE, months MONTHS, years WHOLE,"
                    + " storage_years WHOLE, starts DATE, capacity CAPACITY";

    static final int LINES_MAX = 200;

    static final Map<String, Field> LINE = fields("as! NEW_NAME, " + LINE_FIELDS);

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
                    fields("org! ORG"),
                    Type.EMERGENCIES,
                    fields("org! ORG, as_of INSTANT"));

    /// The subjects of checks, and the outcomes of each.
    static final Map<String, Verb> CHECKS =
            table(
                    """
                    pool: -> available WHOLE, used WHOLE, arrears WHOLE, held WHOLE, \
                    closing WHOLE, expired WHOLE, voided WHOLE, state TEXT
                    pack: -> quantity WHOLE, available WHOLE, used WHOLE, held WHOLE, \
                    closing WHOLE, expired WHOLE, voided WHOLE, from INSTANT, \
                    until INSTANT, state TEXT
                    license: -> state TEXT, from INSTANT, until INSTANT
                    capacity: -> sets WHOLE, until INSTANT
                    obligations: -> count WHOLE, until INSTANT
                    access: -> access TEXT, reason TEXT
                    order: -> state TEXT, total TEXT, activate_by INSTANT, breached BOOL
                    service: -> state TEXT, until INSTANT
                    notices: -> codes CODES, includes CODES
                    emergencies: -> count WHOLE, open WHOLE, until INSTANT, uses WHOLE
                    """);

    static final Map<String, Verb> VERBS = verbs();

    /// The verbs of files whose times are relative: beside those of scenarios, what an organization
    /// uses each day.
    static final Map<String, Verb> OF_STORIES = ofStories();

    /// The fields and outcomes of a check.
    static Verb check(String what) {
        return Objects.requireNonNull(CHECKS.get(what));
    }

    private static Map<String, Verb> verbs() {
        Map<String, Verb> all = new LinkedHashMap<>(ofTrade());
        all.putAll(ofUse());
        return all;
    }

    /// What is agreed, ordered and paid, and what becomes of it.
    private static Map<String, Verb> ofTrade() {
        String ordered = "state TEXT, total TEXT, currency TEXT, agreed_price_unused TEXT";
        String transfer = "as NEW_NAME, received_at INSTANT, reference TEXT, distinct BOOL";
        return table(
                """
                sign: org! ORG, product! TEXT, from DATE, until DATE, prices MEMBER_PRICES, \
                bonus MEMBER_QUANTITIES, number TEXT, signer TEXT, signed DATE, file TEXT ->
                buy: as! NEW_NAME, org! ORG, by TEXT, terms TEXT, $line -> $ordered
                order: as! NEW_NAME, org! ORG, by TEXT, lines! LINES, terms TEXT, draft BOOL \
                -> $ordered
                pay: order NAME, orders NAMES, amount MONEY, $transfer -> state TEXT, due TEXT, \
                unapplied TEXT
                receive: org! ORG, amount! MONEY, currency CURRENCY, $transfer -> unapplied TEXT
                apply: org! ORG, order! NAME, amount! MONEY, currency CURRENCY \
                -> state TEXT, due TEXT, unapplied TEXT
                propose_return: org! ORG, amount! MONEY, to! TEXT, currency CURRENCY, \
                note TEXT, by TEXT ->
                quote: as! NEW_NAME, org! ORG, by TEXT, lines! LINES -> $ordered
                accept_quote: quote! NAME, as! NEW_NAME, terms TEXT -> $ordered
                request_sale: as! NEW_NAME, org! ORG, item! TEXT, by TEXT, contact TEXT, \
                note TEXT ->
                close_request: request! NAME, order NAME, by TEXT, note TEXT ->
                approve: order! NAME -> state TEXT
                cancel: order! NAME -> state TEXT
                recall: order NAME, payment NAME -> state TEXT
                reinstate: payment! NAME -> state TEXT
                end: org! ORG, item! TEXT, at_end BOOL -> state TEXT
                renew: order! NAME, as! NEW_NAME, terms TEXT -> $ordered
                """
                        .replace("$line", LINE_FIELDS)
                        .replace("$ordered", ordered)
                        .replace("$transfer", transfer));
    }

    /// What is used and delivered, who belongs to whom, and what is checked.
    private static Map<String, Verb> ofUse() {
        String use =
                "org! ORG, resource! TEXT, key! TEXT, storage_years WHOLE, surface SURFACE,"
                        + " event_at INSTANT, subject TEXT, within ORG, reported BOOL";
        String used =
                "result TEXT, drawn MEMBER_QUANTITIES, arrears WHOLE, available WHOLE, late BOOL,"
                        + " emergency BOOL";
        String settled = "drawn MEMBER_QUANTITIES, returned MEMBER_QUANTITIES, available WHOLE";
        String service = "service! NAME, mode TEXT, by TEXT, note TEXT";
        return table(
                """
                grant: as! NEW_NAME, org! ORG, resource! TEXT, quantity! WHOLE, \
                storage_years WHOLE, starts INSTANT_OR_DATE, until INSTANT_OR_DATE ->
                use: quantity! WHOLE, $use -> $used
                spend: beyond! WHOLE, $use -> $used
                hold: as! NEW_NAME, org! ORG, resource! TEXT, quantity! WHOLE, key! TEXT, \
                storage_years WHOLE, hours COUNT, within ORG -> held WHOLE, available WHOLE
                capture: hold! NAME, quantity WHOLE, key! TEXT -> $settled, arrears WHOLE, \
                emergency BOOL
                release: hold! NAME, key! TEXT -> $settled
                correct: key! TEXT, quantity! WHOLE, reason! TEXT -> returned MEMBER_QUANTITIES, \
                arrears WHOLE, available WHOLE
                decide: key! TEXT, accept BOOL -> result TEXT
                schedule: $service -> state TEXT
                deliver: $service -> state TEXT
                accept: $service, document TEXT -> state TEXT
                reject: $service -> state TEXT
                emergency: org! ORG, item TEXT, resource TEXT, storage_years WHOLE, doctor TEXT, \
                reason TEXT, hours COUNT, within ORG, key TEXT -> until INSTANT
                zone: org! ORG, zone! ZONE ->
                join: consortium! ORG, org! ORG ->
                leave: consortium! ORG, org! ORG ->
                server_clock: offset! DURATION ->
                check: pool POOL, pack NAME, license LICENSE, capacity CAPACITY_OF, \
                obligations ORG_ONLY, access ACCESS, order NAME, service NAME, notices NOTICES, \
                emergencies EMERGENCIES ->
                """
                        .replace("$used", used)
                        .replace("$use", use)
                        .replace("$settled", settled)
                        .replace("$service", service));
    }

    private static Map<String, Verb> ofStories() {
        Map<String, Verb> all = new LinkedHashMap<>(VERBS);
        all.putAll(
                table(
                        """
                        daily: org! ORG, resource! TEXT, quantity! WHOLE, from! DATE, until! DATE, \
                        within ORG ->
                        """));
        return all;
    }

    /// Reads lines of `verb: fields -> outcomes`.
    private static Map<String, Verb> table(String text) {
        Map<String, Verb> all = new LinkedHashMap<>();
        text.lines()
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    int arrow = line.indexOf("->");
                    Map<String, Type> outcome = new LinkedHashMap<>();
                    fields(line.substring(arrow + 2))
                            .forEach((key, field) -> outcome.put(key, field.type()));
                    outcome.put("refused", Type.REFUSAL);
                    Verb verb = new Verb(fields(line.substring(colon + 1, arrow)), outcome);
                    all.put(line.substring(0, colon), verb);
                });
        return all;
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
