package scrip.proof.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names given by earlier steps of a world, for later steps to refer to, and the instants that
/// matter to them.
final class Known {

    /// An order that was placed.
    ///
    /// @param lines the names of its lines, with their items
    record Placed(String name, String org, Map<String, String> lines, Instant at) {}

    /// A use, hold, capture or release as it was requested.
    record Asked(String verb, Map<String, Object> fields) {}

    /// A hold, by its name.
    record Held(String name, String org, long quantity) {}

    /// A use or capture that was booked.
    record Booked(String key, String org, long quantity) {}

    final List<Placed> orders = new ArrayList<>();
    final List<Placed> quotes = new ArrayList<>();
    final List<String> openQuotes = new ArrayList<>();
    final List<String> recalled = new ArrayList<>();

    /// Payments by name, and those that the bank has recalled.
    final List<String> payments = new ArrayList<>();

    final List<String> payback = new ArrayList<>();

    /// Transfers with a reference, as they were requested.
    final List<Map<String, Object>> references = new ArrayList<>();

    final List<String> unpaid = new ArrayList<>();
    final List<String> paid = new ArrayList<>();
    final List<String> waiting = new ArrayList<>();
    final List<String> services = new ArrayList<>();
    final List<Held> holds = new ArrayList<>();
    final List<Booked> uses = new ArrayList<>();
    final List<String> kept = new ArrayList<>();
    final List<Asked> asked = new ArrayList<>();
    final List<Instant> past = new ArrayList<>();
    final Map<String, String> owners = new HashMap<>();
    private final Map<String, Map<String, Object>> totals = new HashMap<>();
    private final Map<String, Placed> byName = new HashMap<>();
    private final Map<Kind, Map<String, List<String>>> owned = new EnumMap<>(Kind.class);
    private int names;

    /// The kinds of named things that can be checked.
    enum Kind {
        ORDER,
        PACK,
        SERVICE
    }

    /// The names of one kind that belong to an account.
    List<String> of(Kind kind, String org) {
        return owned.getOrDefault(kind, Map.of()).getOrDefault(org, List.of());
    }

    /// A new name.
    String fresh(String kind) {
        names++;
        return kind + names;
    }

    @Nullable Placed order(String name) {
        return byName.get(name);
    }

    /// The total of an order.
    String total(String order) {
        return String.valueOf(totals.getOrDefault(order, Map.of()).get("total"));
    }

    /// The account an order, line, pack, hold or key belongs to.
    String owner(String name, String otherwise) {
        return owners.getOrDefault(name, otherwise);
    }

    /// Records the effect of a step.
    void learn(Step step, Map<String, Object> outcome) {
        past.add(step.at());
        if (outcome.containsKey("unknown")) {
            return;
        }
        boolean refused = outcome.containsKey("refused");
        Map<String, Object> fields = step.fields();
        switch (step.verb()) {
            case "buy", "order", "accept_quote", "renew" -> {
                if (!refused) {
                    placed(step, outcome);
                }
            }
            case "quote" -> {
                if (!refused) {
                    quotes.add(placed(step));
                    openQuotes.add(Step.text(fields, "as"));
                }
            }
            case "pay", "receive" -> {
                paid(fields, outcome);
                settled(fields, outcome);
            }
            case "apply", "approve", "cancel" -> settled(fields, outcome);
            case "recall" -> {
                if (!refused && fields.get("order") instanceof String order) {
                    recalled.add(order);
                }
                if (!refused && fields.get("payment") instanceof String payment) {
                    payback.add(payment);
                }
            }
            case "grant" -> {
                if (!refused) {
                    named(Step.text(fields, "as"), Step.text(fields, "org"), Kind.PACK);
                }
            }
            case "use" -> used(fields, outcome, refused);
            case "hold" -> {
                asked.add(new Asked("hold", fields));
                if (!refused && !owners.containsKey(Step.text(fields, "key"))) {
                    String name = Step.text(fields, "as");
                    String org = Step.text(fields, "org");
                    holds.add(new Held(name, org, Step.whole(fields, "quantity")));
                    owners.put(name, org);
                    owners.put(Step.text(fields, "key"), org);
                }
            }
            case "capture", "release" -> closed(step, refused);
            default -> {}
        }
    }

    /// A payment is also booked when its order refuses it: the money is then unapplied.
    private void paid(Map<String, Object> fields, Map<String, Object> outcome) {
        if (outcome.containsKey("unapplied") && fields.get("as") instanceof String name) {
            payments.add(name);
        }
        if (outcome.containsKey("unapplied") && fields.containsKey("reference")) {
            references.add(fields);
        }
    }

    private void used(Map<String, Object> fields, Map<String, Object> outcome, boolean refused) {
        asked.add(new Asked("use", fields));
        String key = Step.text(fields, "key");
        String org = Step.text(fields, "org");
        if (refused || owners.containsKey(key)) {
            return;
        }
        owners.put(key, org);
        if ("KEPT".equals(outcome.get("result"))) {
            kept.add(key);
        } else {
            uses.add(new Booked(key, org, Step.whole(fields, "quantity")));
        }
    }

    private void closed(Step step, boolean refused) {
        asked.add(new Asked(step.verb(), step.fields()));
        String hold = Step.text(step.fields(), "hold");
        String key = Step.text(step.fields(), "key");
        if (!refused && step.verb().equals("capture") && !owners.containsKey(key)) {
            Object quantity = step.fields().get("quantity");
            long held =
                    holds.stream()
                            .filter(h -> h.name().equals(hold))
                            .mapToLong(Held::quantity)
                            .findFirst()
                            .orElse(1);
            String org = owner(hold, "");
            uses.add(new Booked(key, org, quantity == null ? held : (Long) quantity));
            owners.put(key, org);
        }
    }

    private Placed placed(Step step) {
        Map<String, Object> fields = step.fields();
        String name = Step.text(fields, "as");
        String org = (String) fields.get("org");
        Map<String, String> lines = new LinkedHashMap<>();
        switch (step.verb()) {
            case "buy" -> lines.put(name, Step.text(fields, "item"));
            case "order", "quote" -> {
                for (Object one : (List<?>) fields.getOrDefault("lines", List.of())) {
                    Map<?, ?> line = (Map<?, ?>) one;
                    lines.put((String) line.get("as"), (String) line.get("item"));
                }
            }
            case "accept_quote" -> {
                Placed quote =
                        quotes.stream()
                                .filter(q -> q.name().equals(fields.get("quote")))
                                .findFirst()
                                .orElseThrow();
                org = quote.org();
                lines.putAll(quote.lines());
            }
            default -> {
                Placed old = order(Step.text(fields, "order"));
                org = old == null ? "" : old.org();
                List<String> items =
                        old == null
                                ? List.of()
                                : old.lines().values().stream().filter(Items::renewable).toList();
                for (int i = 0; i < items.size(); i++) {
                    lines.put(items.size() == 1 ? name : name + "-" + (i + 1), items.get(i));
                }
            }
        }
        return new Placed(name, org == null ? "" : org, lines, step.at());
    }

    private void placed(Step step, Map<String, Object> outcome) {
        Placed order = placed(step);
        orders.add(order);
        byName.put(order.name(), order);
        named(order.name(), order.org(), Kind.ORDER);
        totals.put(order.name(), outcome);
        settled(Map.of("order", order.name()), outcome);
    }

    /// Sorts an order by its new state.
    private void settled(Map<String, Object> fields, Map<String, Object> outcome) {
        Set<String> names = new HashSet<>();
        if (fields.get("order") instanceof String name) {
            names.add(name);
        }
        if (fields.get("orders") instanceof List<?> several) {
            several.forEach(one -> names.add((String) one));
        }
        for (String name : names) {
            String state = names.size() > 1 ? "" : String.valueOf(outcome.get("state"));
            switch (state) {
                case "ACTIVE", "PAID" -> {
                    unpaid.remove(name);
                    if (!paid.contains(name)) {
                        paid.add(name);
                        bought(name);
                    }
                    waiting.remove(name);
                    if (state.equals("PAID")) {
                        waiting.add(name);
                    }
                }
                case "CONFIRMED" -> {
                    if (!unpaid.contains(name)) {
                        unpaid.add(name);
                    }
                }
                default -> {}
            }
        }
    }

    private void bought(String name) {
        Placed order = order(name);
        if (order == null) {
            return;
        }
        order.lines()
                .forEach((line, item) -> {
                    if (item.equals(Items.MAINTENANCE)) {
                        named(line, order.org(), Kind.SERVICE);
                    } else if (Items.isService(item)) {
                        named(line, order.org(), Kind.SERVICE);
                        services.add(line);
                    } else if (Items.isResource(item)) {
                        named(line, order.org(), Kind.PACK);
                    }
                });
    }

    private void named(String name, String org, Kind kind) {
        List<String> all =
                owned.computeIfAbsent(kind, _ -> new HashMap<>())
                        .computeIfAbsent(org, _ -> new ArrayList<>());
        if (!all.contains(name)) {
            all.add(name);
        }
        owners.put(name, org);
    }
}
