package scrip.server.rehearse;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Approval;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.EmergencyTerms;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemChanged;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Mode;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.catalog.CatalogFile;
import scrip.server.catalog.ShippedCatalogs;
import scrip.server.rehearse.Scenario.Organization;
import scrip.server.rehearse.Scenario.Step;
import scrip.server.yaml.Fault;
import scrip.server.yaml.Faults;
import scrip.server.yaml.Position;
import scrip.server.yaml.YamlMap;
import scrip.server.yaml.YamlReader;
import scrip.server.yaml.YamlValue;

/// Reads a scenario file: the scenario, or all its faults with their lines.
public final class ScenarioFile {

    private static final int STEPS_MAX = 10_000;

    /// What a file says about the catalogs that it plays with.
    private static final Set<String> OF_CATALOGS =
            Set.of("catalogs", "catalogs_refused", "approval", "emergency", "mode", "arrears_max");

    private static final String SERVER_CLOCK = "server_clock";

    private final Path file;
    private final Function<ZoneId, Times> times;
    private final Faults faults = new Faults();
    private final Set<String> organizations = new HashSet<>();

    private ScenarioFile(Path file, Function<ZoneId, Times> times) {
        this.file = file;
        this.times = times;
    }

    /// Reads what a caller sends to be played in a sandbox that is there: it has the catalogs of
    /// that sandbox and none of its own, so that no file of this machine is read.
    ///
    /// @param stepsMax how many steps it may have
    public static Parsed fixtures(byte[] source, int stepsMax) {
        ScenarioFile reader = new ScenarioFile(Path.of("fixtures"), _ -> Times.ABSOLUTE);
        Optional<YamlValue> root = YamlReader.read(source, reader.faults);
        root.flatMap(YamlValue::map).ifPresent(map -> reader.refuseCatalogs(map, stepsMax));
        return reader.parsed(reader.faults.isEmpty() ? root : Optional.empty());
    }

    private void refuseCatalogs(YamlMap map, int stepsMax) {
        for (YamlMap.Entry entry : map.entries()) {
            if (OF_CATALOGS.contains(entry.name())) {
                entry.fault("fixtures have the catalogs of their sandbox: remove this");
            }
            if (entry.name().equals("steps")) {
                List<YamlValue> steps = entry.value().list().orElse(List.of());
                if (steps.size() > stepsMax) {
                    entry.fault("more than " + stepsMax + " steps: send them in parts");
                }
                for (YamlValue step : steps) {
                    step.map()
                            .filter(m -> m.has(SERVER_CLOCK))
                            .ifPresent(m -> m.fault("the clock of a sandbox is never wrong"));
                }
            }
        }
    }

    /// What was read.
    public sealed interface Parsed {

        record Valid(Scenario scenario) implements Parsed {}

        record Faulty(List<Fault> faults) implements Parsed {}
    }

    public static Parsed read(Path file) {
        ScenarioFile reader = new ScenarioFile(file, _ -> Times.ABSOLUTE);
        return reader.parsed(YamlReader.read(file, reader.faults));
    }

    /// Reads a story that says in its own way when something happens.
    ///
    /// @param name how faults name the file
    /// @param times in the zone of the file
    public static Parsed read(String name, byte[] bytes, Function<ZoneId, Times> times) {
        ScenarioFile reader = new ScenarioFile(Path.of(name), times);
        return reader.parsed(YamlReader.read(bytes, reader.faults));
    }

    private Parsed parsed(Optional<YamlValue> root) {
        Optional<Scenario> scenario = root.flatMap(YamlValue::map).map(this::scenario);
        return scenario.isPresent() && faults.isEmpty()
                ? new Parsed.Valid(scenario.get())
                : new Parsed.Faulty(faults.list());
    }

    private Scenario scenario(YamlMap map) {
        String title = map.required("title").flatMap(YamlValue::text).orElse("");
        String cites = map.optional("cites").flatMap(YamlValue::text).orElse("");
        ZoneId zone = map.optional("zone").flatMap(YamlValue::zone).orElse(ZoneId.of("UTC"));
        List<Catalog> catalogs = overridden(map, catalogs(map));
        int catalogsLine =
                map.optional("catalogs").map(YamlValue::place).map(Position::line).orElse(1);
        Optional<String> refused =
                map.optional("catalogs_refused").flatMap(v -> v.choice(List.of(ItemChanged.CODE)));
        boolean stepless = map.has("catalogs_refused");
        List<Organization> all = new ArrayList<>();
        for (YamlValue value : list(map, "organizations", stepless)) {
            value.map().map(m -> organization(m, zone)).ifPresent(all::add);
        }
        checkMembers(map, all);
        List<Step> steps = new ArrayList<>();
        Times written = times.apply(zone);
        StepReader reader = new StepReader(written, organizations);
        Instant last = null;
        for (YamlValue value : list(map, "steps", stepless)) {
            if (stepless) {
                value.fault("the catalogs are refused: then there are no steps");
            }
            Step step = value.map().map(reader::step).orElse(null);
            if (step != null) {
                last = inOrder(value, step, last, written.inOrder());
                steps.add(step);
            }
        }
        if (steps.size() > STEPS_MAX) {
            map.fault("more than " + STEPS_MAX + " steps: split the story");
        }
        map.refuseOtherFields();
        return new Scenario(
                file.toString(),
                title,
                cites,
                catalogs,
                catalogsLine,
                refused.orElse(null),
                List.copyOf(all),
                List.copyOf(steps));
    }

    private static List<YamlValue> list(YamlMap map, String name, boolean optional) {
        return (optional ? map.optional(name) : map.required(name))
                .flatMap(YamlValue::list)
                .orElse(List.of());
    }

    private static @Nullable Instant inOrder(
            YamlValue value, Step step, @Nullable Instant last, boolean forward) {
        Instant at = step.at();
        if (at == null) {
            if (last == null) {
                value.fault("the first step must say when it happens: add `at`");
            }
            return last;
        }
        if (forward && last != null && at.isBefore(last)) {
            value.fault("`at` is earlier than in the step above: time never goes back");
        }
        return at;
    }

    private Organization organization(YamlMap map, ZoneId zone) {
        String id = map.required("id").flatMap(YamlValue::written).orElse("nobody");
        if (!OrganizationId.isValid(id)) {
            map.fault("an id is of lower-case letters, digits and hyphens, at most 63");
            id = "nobody";
        } else if (!organizations.add(id)) {
            map.fault("the organization " + id + " is named twice");
        }
        OrganizationKind kind =
                map.optional("kind")
                        .flatMap(v -> v.choice(OrganizationKind.values()))
                        .orElse(OrganizationKind.INSTITUTION);
        String name = map.optional("name").flatMap(YamlValue::text).orElse(id);
        ZoneId own = map.optional("zone").flatMap(YamlValue::zone).orElse(zone);
        Integer years =
                map.optional("default_storage_years")
                        .flatMap(v -> v.whole(1, 100))
                        .map(Math::toIntExact)
                        .orElse(null);
        List<OrganizationId> members = new ArrayList<>();
        for (YamlValue member :
                map.optional("members").flatMap(YamlValue::list).orElse(List.of())) {
            member.parsed("the id of an organization", OrganizationId::new).ifPresent(members::add);
        }
        map.refuseOtherFields();
        return new Organization(
                new OrganizationId(id), kind, name, own, years, List.copyOf(members));
    }

    private void checkMembers(YamlMap map, List<Organization> all) {
        for (Organization consortium : all) {
            if (!consortium.members().isEmpty()
                    && consortium.kind() != OrganizationKind.CONSORTIUM) {
                map.fault(consortium.id() + " has members: say kind: consortium");
            }
            for (OrganizationId member : consortium.members()) {
                if (all.stream()
                        .noneMatch(o ->
                                o.id().equals(member)
                                        && o.kind() == OrganizationKind.INSTITUTION)) {
                    map.fault(
                            consortium.id()
                                    + " has the member "
                                    + member
                                    + ", which is not an institution of this file");
                }
            }
        }
    }

    /// The shipped catalogs that the file names, and those whose path it gives.
    private List<Catalog> catalogs(YamlMap map) {
        Optional<List<YamlValue>> named = map.optional("catalogs").flatMap(YamlValue::list);
        if (named.isEmpty()) {
            return ShippedCatalogs.all();
        }
        List<Catalog> all = new ArrayList<>();
        for (YamlValue value : named.get()) {
            String name = value.written().orElse("");
            if (ShippedCatalogs.PRODUCTS.contains(name)) {
                all.add(ShippedCatalogs.of(name));
                continue;
            }
            Path parent = file.toAbsolutePath().getParent();
            Path path = parent == null ? Path.of(name) : parent.resolve(name);
            switch (CatalogFile.read(path)) {
                case CatalogFile.Valid valid -> all.add(valid.catalog());
                case CatalogFile.Faulty faulty ->
                        faulty.faults().forEach(f -> value.fault(name + ":" + f));
            }
        }
        return List.copyOf(all);
    }

    private List<Catalog> overridden(YamlMap map, List<Catalog> catalogs) {
        Optional<Approval> approval =
                map.optional("approval").flatMap(v -> v.choice(Approval.values()));
        Optional<Offered> emergency = map.optional("emergency").flatMap(ScenarioFile::emergency);
        Map<ItemId, Mode> modes = new LinkedHashMap<>();
        Map<ItemId, Long> limits = new LinkedHashMap<>();
        for (YamlMap.Entry entry : entries(map, "mode")) {
            entry.value()
                    .choice(Map.of("HARD", Mode.HARD, "SOFT", Mode.SOFT))
                    .ifPresent(m -> modes.put(known(entry, catalogs), m));
        }
        for (YamlMap.Entry entry : entries(map, "arrears_max")) {
            entry.value()
                    .whole(0, Long.MAX_VALUE)
                    .ifPresent(n -> limits.put(known(entry, catalogs), n));
        }
        List<Catalog> changed = new ArrayList<>();
        for (Catalog catalog : catalogs) {
            Catalog next = approval.isPresent() ? catalog.with(approval.get()) : catalog;
            next = emergency.isPresent() ? next.withEmergency(emergency.get().terms()) : next;
            for (Item item : catalog.items()) {
                if (item instanceof Item.Metered metered) {
                    Mode mode = modes.get(item.id());
                    Long limit = limits.get(item.id());
                    Item.Metered other = mode == null ? metered : metered.with(mode);
                    other = limit == null ? other : other.withArrearsMax(limit);
                    next = other.equals(item) ? next : next.with(other);
                }
            }
            changed.add(next);
        }
        return List.copyOf(changed);
    }

    /// What every catalog offers.
    ///
    /// @param terms null for no emergency access
    private record Offered(@Nullable EmergencyTerms terms) {}

    /// Emergency access as every catalog offers it: hours and how many a month, or `none`.
    private static Optional<Offered> emergency(YamlValue value) {
        return value.isMap()
                ? CatalogFile.emergency(value).map(Offered::new)
                : value.choice(Map.of("none", new Offered(null)));
    }

    private static List<YamlMap.Entry> entries(YamlMap map, String name) {
        return map.optional(name).flatMap(YamlValue::map).map(YamlMap::entries).orElse(List.of());
    }

    private static ItemId known(YamlMap.Entry entry, List<Catalog> catalogs) {
        ItemId id = ItemId.of(entry.name());
        boolean found =
                catalogs.stream()
                        .flatMap(c -> c.items().stream())
                        .anyMatch(i -> i.id().equals(id) && i instanceof Item.Metered);
        if (!found) {
            entry.fault("no catalog has a metered resource " + entry.name());
        }
        return id;
    }
}
