package scrip.server.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import scrip.core.catalog.EventUse;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.server.yaml.Position;
import scrip.server.yaml.YamlMap;
import scrip.server.yaml.YamlValue;

/// Reads which events of the product are uses.
final class EventReader {

    private static final int EVENTS_MAX = 100;
    private static final int TYPE_LENGTH_MAX = 200;
    private static final int PLACE_LENGTH_MAX = 200;
    private static final long QUANTITY_MAX = 1_000_000_000;
    private static final long YEARS_MAX = 600;

    /// An attribute of a CloudEvent, or fields of its data.
    private static final Pattern PLACE =
            Pattern.compile("(?!data$)[a-z0-9]{1,20}|data([.][A-Za-z0-9_-]+)+");

    private static final String FORM =
            "a place in the event: an attribute such as subject, or data.study.uid";

    private final Set<String> resources;
    private final Map<String, Position> types = new LinkedHashMap<>();

    /// @param items of the catalog, of which events may use resources
    EventReader(List<Item> items) {
        this.resources =
                items.stream()
                        .filter(Item.Metered.class::isInstance)
                        .map(i -> i.id().toString())
                        .collect(Collectors.toSet());
    }

    /// A constant, or where it stands.
    private record Amount(Optional<String> place, Optional<Long> fixed) {}

    List<EventUse> read(YamlMap root) {
        Optional<YamlValue> value = root.optional("events");
        List<YamlValue> elements = value.flatMap(YamlValue::list).orElse(List.of());
        if (elements.size() > EVENTS_MAX) {
            value.ifPresent(v -> v.fault("a catalog has at most " + EVENTS_MAX + " events"));
            return List.of();
        }
        List<EventUse> all = new ArrayList<>();
        elements.forEach(e -> e.map().flatMap(this::event).ifPresent(all::add));
        return all;
    }

    private Optional<EventUse> event(YamlMap map) {
        Optional<String> type = map.required("type").flatMap(this::type);
        Optional<ItemId> resource = map.required("resource").flatMap(this::resource);
        Optional<String> organization = map.required("organization").flatMap(EventReader::place);
        Amount quantity = number(map, "quantity", QUANTITY_MAX);
        Amount years = number(map, "storage_years", YEARS_MAX);
        Optional<String> subject = map.optional("subject").flatMap(EventReader::place);
        Optional<String> within = map.optional("within").flatMap(EventReader::place);
        Surface surface =
                map.optional("surface")
                        .flatMap(v -> v.choice(Surface.values()))
                        .orElse(Surface.API);
        boolean reported = map.optional("reported").flatMap(YamlValue::bool).orElse(true);
        map.refuseOtherFields();
        if (type.isEmpty() || resource.isEmpty() || organization.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new EventUse(
                        type.get(),
                        resource.get(),
                        surface,
                        organization.get(),
                        quantity.place.orElse(null),
                        quantity.fixed.orElse(1L),
                        subject.orElse(null),
                        within.orElse(null),
                        years.place.orElse(null),
                        years.fixed.map(Math::toIntExact).orElse(null),
                        reported));
    }

    private Optional<String> type(YamlValue value) {
        Optional<String> type = value.text(TYPE_LENGTH_MAX);
        if (type.isEmpty()) {
            return type;
        }
        Position first = types.putIfAbsent(type.get(), value.place());
        return first == null
                ? type
                : value.fault(
                        "the event `%s` is here twice, first in line %d: keep one"
                                .formatted(type.get(), first.line()));
    }

    private Optional<ItemId> resource(YamlValue value) {
        return value.text(PLACE_LENGTH_MAX)
                .flatMap(id ->
                        resources.contains(id)
                                ? Optional.of(ItemId.of(id))
                                : value.fault(
                                        "`%s` is no metered resource of this catalog"
                                                .formatted(id)));
    }

    private static Optional<String> place(YamlValue value) {
        return value.parsed(
                FORM,
                text -> {
                    if (text.length() > PLACE_LENGTH_MAX || !PLACE.matcher(text).matches()) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                });
    }

    /// A number is a constant; anything else is a place.
    private static Amount number(YamlMap map, String name, long most) {
        Optional<YamlValue> value = map.optional(name);
        boolean constant =
                value.flatMap(YamlValue::written)
                        .filter(t -> t.matches("[+-]?[0-9][0-9.]*"))
                        .isPresent();
        return constant
                ? new Amount(Optional.empty(), value.flatMap(v -> v.whole(1, most)))
                : new Amount(value.flatMap(EventReader::place), Optional.empty());
    }
}
