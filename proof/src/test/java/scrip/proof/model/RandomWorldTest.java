package scrip.proof.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Plays random steps on the model alone: it must never break R20, and never change its past (T6).
 */
final class RandomWorldTest {
    private static final int WORLDS = Integer.getInteger("worlds", 100);
    private static final int STEPS = 250;
    private static final String INSPECTION = "aimis/cloud-inspection";
    private static final List<String> ITEMS =
            List.of(
                    "ipc/pre-consultation-assistant",
                    "ipc/pre-visit-checkup-assistant",
                    "ipc/checkup-knowledge-customization",
                    "ipc/overseas-deployment",
                    INSPECTION,
                    INSPECTION,
                    INSPECTION,
                    "aimis/mimi-ai-report",
                    "aimis/mimi-ai-report-onsite",
                    "aimis/basic",
                    "aimis/cloud-film",
                    "aimis/delivery",
                    "aimis/maintenance",
                    "aimis/nothing");

    private record Asked(Instant at, Map<String, Object> check, Map<String, Object> answer) {}

    private final Map<String, Integer> answers = new TreeMap<>();
    private Random random;
    private Model model;
    private Instant at;
    private int names;
    private final List<String> orders = new ArrayList<>();
    private final List<String> services = new ArrayList<>();
    private final List<String> holds = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();

    @Test
    void randomStepsKeepTheInvariantsAndThePast() {
        for (int world = 0; world < WORLDS; world++) {
            play(world);
        }
        System.out.println(answers);
        for (String code : List.of("SUSPENDED", "INSUFFICIENT", "ARREARS_LIMIT", "TOO_OLD")) {
            assertTrue(answers.containsKey("refused=" + code), code);
        }
    }

    private void play(int seed) {
        random = new Random(seed);
        orders.clear();
        services.clear();
        holds.clear();
        keys.clear();
        asked.clear();
        String approval = random.nextInt(4) == 0 ? "manual" : "none";
        String header =
                "{ approval: "
                        + approval
                        + ", mode: { aimis/mimi-ai-report: HARD }, arrears_max: { "
                        + INSPECTION
                        + ": 800 }, organizations: [{ id: a, default_storage_years: 5 },"
                        + " { id: b, zone: Asia/Shanghai }, { id: c, zone: America/New_York },"
                        + " { id: u, kind: consortium, members: [b] }] }";
        model = new Model(Fields.map(Story.parse(header)));
        at = Instant.parse("2026-01-10T09:00:00Z");
        for (String org : List.of("a", "b", "c", "u")) {
            if (random.nextInt(8) > 0) {
                step("sign", "org", org, "product", "aimis");
            }
        }
        for (int i = 0; i < STEPS; i++) {
            at = at.plus(pause());
            if (seed % 5 == 0 && random.nextInt(40) == 0) {
                step("server_clock", "offset", pick(List.of("-PT30H", "PT0S", "PT20H")));
            }
            step();
        }
        if (seed % 5 == 0) {
            return;
        }
        step("server_clock", "offset", "PT0S");
        for (Asked one : asked) {
            Map<String, Object> subject = new LinkedHashMap<>();
            one.check().forEach((what, inner) -> subject.put(what, asOf(inner, one.at())));
            assertEquals(one.answer(), model.play(at, "check", subject), subject::toString);
        }
    }

    private static Map<String, Object> asOf(Object inner, Instant at) {
        Map<String, Object> copy = Fields.map(inner);
        copy.put("as_of", at);
        return copy;
    }

    private Duration pause() {
        return switch (random.nextInt(10)) {
            case 0 -> Duration.ofHours(24);
            case 1 -> Duration.ofDays(1 + random.nextInt(60));
            case 2, 3 -> Duration.ofHours(1 + random.nextInt(30));
            default -> Duration.ofSeconds(1 + random.nextInt(4000));
        };
    }

    private void step() {
        String org = pick(List.of("a", "a", "b", "c", "u"));
        switch (random.nextInt(24)) {
            case 0, 1, 2 -> buy(org, "buy");
            case 3 -> buy(org, "order");
            case 4, 5, 6, 7, 8, 9 -> use(org);
            case 10, 11 -> hold(org);
            case 12 -> capture();
            case 13 -> correct();
            case 14 -> money();
            case 15 -> step("renew", "order", pick(orders), "as", order());
            case 16 -> step(random.nextBoolean() ? "join" : "leave", "consortium", "u", "org", org);
            case 17 -> service();
            case 18 -> grant(org);
            case 19 -> step("end", "org", org, "item", pick(ITEMS), "at_end", random.nextBoolean());
            case 20 -> step("zone", "org", org, "zone", pick(List.of("UTC", "Asia/Shanghai")));
            default -> check(org);
        }
    }

    private String pick(List<String> list) {
        return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }

    private String order() {
        String name = "O" + names++;
        orders.add(name);
        return name;
    }

    private Map<String, Object> step(String verb, Object... pairs) {
        Map<String, Object> fields = World.outcome(pairs);
        fields.values().removeIf(value -> value == null);
        Map<String, Object> outcome;
        try {
            outcome = model.play(at, verb, fields);
        } catch (IllegalArgumentException unknownName) {
            return Map.of("refused", "unknown name");
        }
        for (String word : List.of("refused", "result", "state", "access", "reason")) {
            if (outcome.get(word) != null) {
                answers.merge(word + "=" + outcome.get(word), 1, Integer::sum);
            }
        }
        if (outcome.get("codes") instanceof List<?> codes) {
            codes.forEach(code -> answers.merge("notice " + code, 1, Integer::sum));
        }
        return outcome;
    }

    private void buy(String org, String verb) {
        String item = pick(ITEMS);
        String name = order();
        boolean pack = item.equals(INSPECTION) || item.equals("aimis/mimi-ai-report");
        boolean once = item.equals("ipc/overseas-deployment") || item.equals("aimis/delivery");
        boolean months = !pack && !once && !item.contains("onsite");
        Map<String, Object> line =
                World.outcome(
                        "as", name,
                        "item", item,
                        "quantity", pack ? random.nextInt(1, 4) * 1000 : null,
                        "plan", item.equals(INSPECTION) ? "by-quantity" : null,
                        "storage_years", item.equals(INSPECTION) ? 5 : null,
                        "months", months && !item.contains("visit") ? random.nextInt(4) : null,
                        "years", item.contains("visit") ? 1 : null,
                        "capacity", random.nextInt(3) == 0 ? "add" : null,
                        "by", item.contains("onsite") && random.nextBoolean() ? "vendor" : null,
                        "for", org.equals("u") && random.nextBoolean() ? "b" : null);
        line.values().removeIf(value -> value == null);
        if (once) {
            services.add(name);
        }
        if (verb.equals("buy")) {
            line.put("org", org);
            step("buy", line.entrySet().stream().flatMap(RandomWorldTest::pair).toArray());
        } else {
            step("order", "as", name, "org", org, "lines", List.of(line));
        }
    }

    private static Stream<Object> pair(Map.Entry<String, Object> entry) {
        return Stream.of(entry.getKey(), entry.getValue());
    }

    private String key() {
        String key = random.nextInt(12) == 0 && !keys.isEmpty() ? pick(keys) : "k" + names++;
        keys.add(key);
        return key;
    }

    private void use(String org) {
        Instant event =
                random.nextInt(3) > 0
                        ? null
                        : at.plusSeconds(600).minus(Duration.ofHours(random.nextInt(2300)));
        step(
                "use",
                "org",
                org,
                "resource",
                random.nextInt(4) == 0 ? "aimis/mimi-ai-report" : INSPECTION,
                "quantity",
                1 + random.nextInt(700),
                "key",
                key(),
                "subject",
                random.nextInt(3) == 0 ? "s" + random.nextInt(30) : null,
                "storage_years",
                random.nextInt(3) > 0 ? 5 : null,
                "within",
                random.nextInt(5) == 0 ? "u" : null,
                "reported",
                random.nextInt(3) == 0 ? true : null,
                "event_at",
                event);
        if (random.nextInt(10) == 0) {
            step("decide", "key", pick(keys), "accept", random.nextBoolean());
        }
    }

    private void hold(String org) {
        String name = "H" + names++;
        holds.add(name);
        step(
                "hold",
                "as",
                name,
                "org",
                org,
                "resource",
                INSPECTION,
                "storage_years",
                5,
                "quantity",
                1 + random.nextInt(600),
                "hours",
                random.nextBoolean() ? null : 1 + random.nextInt(26),
                "key",
                key());
    }

    private void capture() {
        boolean release = random.nextInt(3) == 0;
        step(
                release ? "release" : "capture",
                "hold",
                pick(holds),
                "quantity",
                release || random.nextBoolean() ? null : 1 + random.nextInt(700),
                "key",
                key());
    }

    private void correct() {
        step("correct", "key", pick(keys), "quantity", 1 + random.nextInt(300), "reason", "r");
    }

    private void money() {
        String order = pick(orders);
        switch (random.nextInt(6)) {
            case 0 -> step("pay", "order", order);
            case 1 -> step("pay", "order", order, "amount", "" + random.nextInt(20000));
            case 2 -> step("approve", "order", order);
            case 3 -> step("cancel", "order", order);
            case 4 -> step("apply", "org", "a", "order", order, "amount", "100");
            default -> step("recall", "order", order);
        }
    }

    private void service() {
        String verb = pick(List.of("schedule", "deliver", "accept", "reject"));
        step(verb, "service", pick(services));
    }

    private void grant(String org) {
        boolean window = random.nextBoolean();
        step(
                "grant",
                "as",
                "G" + names++,
                "org",
                org,
                "resource",
                INSPECTION,
                "storage_years",
                5,
                "quantity",
                1 + random.nextInt(500),
                "starts",
                window ? at.plus(Duration.ofHours(random.nextInt(200))) : null,
                "until",
                window ? at.plus(Duration.ofHours(300)) : null);
    }

    private void check(String org) {
        Map<String, Object> subject = World.outcome("org", org);
        String what = pick(List.of("pool", "license", "access", "notices", "capacity"));
        switch (what) {
            case "pool" -> subject.putAll(Map.of("resource", INSPECTION, "storage_years", 5));
            case "license" -> subject.put("item", pick(ITEMS));
            case "access" -> {
                subject.put("item", pick(ITEMS));
                subject.put("surface", pick(List.of("patient", "console", "api")));
            }
            case "notices" -> subject.put("to", pick(List.of("org", "vendor")));
            default -> subject.put("resource", "ipc/checkup-knowledge-customization");
        }
        Map<String, Object> answer = step("check", what, subject);
        if (List.of("pool", "license", "access").contains(what)) {
            asked.add(new Asked(at, Map.of(what, subject), answer));
        }
    }
}
