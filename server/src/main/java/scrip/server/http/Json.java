package scrip.server.http;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.emergency.EmergencyId;
import scrip.core.ledger.Subject;
import scrip.core.license.LicenseId;
import scrip.core.license.VisitId;
import scrip.core.money.Money;
import scrip.core.money.MoneySum;
import scrip.core.order.LineId;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.OrderId;
import scrip.core.order.PaymentId;
import scrip.core.order.QuoteId;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PackId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// JSON in the form of the contract: snake_case, instants in UTC, money as a decimal string with
/// its currency, null fields omitted.
public final class Json {

    private static final int DEPTH_MAX = 20;
    private static final int NUMBER_DIGITS_MAX = 40;
    private static final int TEXT_CHARACTERS_MAX = Body.BYTES_MAX;

    private static final List<Class<?>> IDS =
            List.of(
                    ItemId.class,
                    OrganizationId.class,
                    OrderId.class,
                    QuoteId.class,
                    LineId.class,
                    PackId.class,
                    LicenseId.class,
                    MoneyReturnId.class,
                    PaymentId.class,
                    SalesRequestId.class,
                    VisitId.class,
                    EmergencyId.class);

    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    /// A value of the contract as UTF-8.
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// A value of the contract as text; null for null.
    public static @Nullable String textOrNull(@Nullable Object value) {
        return value == null ? null : MAPPER.writeValueAsString(value);
    }

    /// A value of the contract as a tree.
    public static JsonNode treeOf(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// Stored JSON as a tree, for values without a fixed shape.
    public static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    /// A streaming parser for an answer.
    static JsonParser parser(byte[] json) {
        return MAPPER.createParser(json);
    }

    /// The value that a parser stands at.
    static JsonNode treeAt(JsonParser json) {
        return json.readValueAsTree();
    }

    /// Parses what a caller sent; throws `JacksonException` if it is not JSON.
    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    private static JsonMapper mapper() {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(DEPTH_MAX)
                                        .maxNumberLength(NUMBER_DIGITS_MAX)
                                        .maxStringLength(TEXT_CHARACTERS_MAX)
                                        .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
        return JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .changeDefaultPropertyInclusion(
                        v -> v.withValueInclusion(JsonInclude.Include.NON_NULL))
                .changeDefaultVisibility(v ->
                        v.withGetterVisibility(JsonAutoDetect.Visibility.NONE)
                                .withIsGetterVisibility(JsonAutoDetect.Visibility.NONE)
                                .withFieldVisibility(JsonAutoDetect.Visibility.ANY))
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .withConfigOverride(
                        BigDecimal.class,
                        decimal ->
                                decimal.setFormat(
                                        JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
                .addModule(module())
                .build();
    }

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule("contract");
        IDS.forEach(id -> module.addSerializer(new ToStringSerializer(id)));
        module.addSerializer(Money.class, new MoneyOut());
        module.addSerializer(MoneySum.class, new MoneySumOut());
        module.addSerializer(Subject.class, new SubjectOut());
        return module;
    }

    private static final class MoneyOut extends ValueSerializer<Money> {
        @Override
        public void serialize(Money value, JsonGenerator generator, SerializationContext context) {
            write(value.decimal(), value.currency(), generator);
        }

        private static void write(BigDecimal amount, Currency currency, JsonGenerator generator) {
            generator.writeStartObject();
            generator.writeStringProperty("amount", amount.toPlainString());
            generator.writeStringProperty("currency", currency.getCurrencyCode());
            generator.writeEndObject();
        }
    }

    private static final class MoneySumOut extends ValueSerializer<MoneySum> {
        @Override
        public void serialize(
                MoneySum value, JsonGenerator generator, SerializationContext context) {
            MoneyOut.write(value.decimal(), value.currency(), generator);
        }
    }
}
