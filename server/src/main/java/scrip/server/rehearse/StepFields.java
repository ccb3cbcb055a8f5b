package scrip.server.rehearse;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.order.AgreedPrice;
import scrip.core.organization.OrganizationId;

/// The fields of one step, already checked against [Words]: plain values by name.
///
/// @param values texts, whole numbers (`Long`), decimals, instants, dates, lists and maps
public record StepFields(Map<String, Object> values) {

    /// The same fields but for one.
    public StepFields with(String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put(name, value);
        return new StepFields(all);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String text(String name) {
        return required(name, String.class);
    }

    public ItemId item(String name) {
        return ItemId.of(text(name));
    }

    public OrganizationId organization(String name) {
        return new OrganizationId(text(name));
    }

    public @Nullable OrganizationId organizationOrNull(String name) {
        return from(name, OrganizationId::new);
    }

    public @Nullable String textOrNull(String name) {
        return optional(name, String.class);
    }

    public String textOr(String name, String otherwise) {
        String text = optional(name, String.class);
        return text == null ? otherwise : text;
    }

    public long whole(String name) {
        return required(name, Long.class);
    }

    public @Nullable Long wholeOrNull(String name) {
        return optional(name, Long.class);
    }

    /// A whole number that fits an `int`; larger ones count as the largest `int`.
    public @Nullable Integer intOrNull(String name) {
        Long value = optional(name, Long.class);
        return value == null ? null : Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public boolean flag(String name, boolean otherwise) {
        Boolean value = optional(name, Boolean.class);
        return value == null ? otherwise : value;
    }

    public @Nullable BigDecimal decimalOrNull(String name) {
        return optional(name, BigDecimal.class);
    }

    public BigDecimal decimal(String name) {
        return required(name, BigDecimal.class);
    }

    public @Nullable Currency currencyOrNull(String name) {
        return optional(name, Currency.class);
    }

    public @Nullable Instant instantOrNull(String name) {
        return optional(name, Instant.class);
    }

    public @Nullable LocalDate dateOrNull(String name) {
        return optional(name, LocalDate.class);
    }

    public Duration duration(String name) {
        return required(name, Duration.class);
    }

    /// A value that is an instant or a date.
    public @Nullable Object anyOrNull(String name) {
        return values.get(name);
    }

    /// The texts of a list; empty if the field is absent.
    @SuppressWarnings("unchecked")
    public List<String> texts(String name) {
        Object value = values.get(name);
        return value == null ? List.of() : (List<String>) value;
    }

    /// The fields of each element of a list.
    @SuppressWarnings("unchecked")
    public List<StepFields> all(String name) {
        Object value = values.get(name);
        return value == null
                ? List.of()
                : ((List<Map<String, Object>>) value).stream().map(StepFields::new).toList();
    }

    /// The entries of a map; empty if the field is absent.
    @SuppressWarnings("unchecked")
    public <T> Map<String, T> map(String name) {
        Object value = values.get(name);
        return value == null ? Map.of() : (Map<String, T>) value;
    }

    /// The prices that an agreement sets, by item.
    public List<AgreedPrice.Stated> prices(String name) {
        List<AgreedPrice.Stated> all = new ArrayList<>();
        this.<List<Map<String, Object>>>map(name)
                .forEach((item, prices) ->
                        prices.stream().map(StepFields::new).forEach(p -> all.add(p.price(item))));
        return all;
    }

    private AgreedPrice.Stated price(String item) {
        return new AgreedPrice.Stated(
                item,
                decimal("amount"),
                currencyOrNull("currency"),
                optional("per", AgreedPrice.Per.class),
                intOrNull("storage_years"));
    }

    /// The fields of a nested map.
    public StepFields nested(String name) {
        return new StepFields(map(name));
    }

    /// A value made from a text, if the field is there.
    public <T> @Nullable T from(String name, Function<String, T> make) {
        String text = optional(name, String.class);
        return text == null ? null : make.apply(text);
    }

    private <T> T required(String name, Class<T> type) {
        T value = optional(name, type);
        if (value == null) {
            throw new IllegalArgumentException("the field " + name + " is missing");
        }
        return value;
    }

    private <T> @Nullable T optional(String name, Class<T> type) {
        Object value = values.get(name);
        return value == null ? null : type.cast(value);
    }
}
