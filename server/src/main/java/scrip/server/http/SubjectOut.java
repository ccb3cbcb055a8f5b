package scrip.server.http;

import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Subject;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PoolKey;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/// Writes a subject in the form of the contract: its kind, its id, and further names that people
/// know it by.
final class SubjectOut extends ValueSerializer<Subject> {

    @Override
    public void serialize(Subject value, JsonGenerator generator, SerializationContext context) {
        generator.writeStartObject();
        Fields fields = new Fields(generator);
        switch (value) {
            case Subject.OfOrder(var order) ->
                    fields.is("ORDER", order).text("reference", order.reference());
            case Subject.OfLine(var line, ItemId item) -> fields.is("LINE", line).item(item);
            case Subject.OfLicense(var license, ItemId item, var holder) ->
                    fields.is("LICENSE", license).item(item).holder(holder);
            case Subject.OfService(var service, ItemId item, var holder) ->
                    fields.is("SERVICE", service).item(item).holder(holder);
            case Subject.OfPool(var pool) -> fields.is("POOL", null).pool(pool);
            case Subject.OfPack(var pack, var pool) -> fields.is("PACK", pack).pool(pool);
            case Subject.OfUse(String key, ItemId resource) ->
                    fields.is("USE", null).text("key", key).text("resource", resource.toString());
            case Subject.OfPayment(var payment) -> fields.is("PAYMENT", payment);
            case Subject.OfMoney(var currency) ->
                    fields.is("MONEY", null).text("currency", currency.getCurrencyCode());
            case Subject.OfReturn(var money) -> fields.is("RETURN", money);
            case Subject.OfSalesRequest(var request, ItemId item) ->
                    fields.is("SALES_REQUEST", request).item(item);
            case Subject.OfAgreement(String product, String number) ->
                    fields.is("AGREEMENT", null).text("product", product).text("number", number);
            case Subject.OfOrganization(var organization) ->
                    fields.is("ORGANIZATION", organization.value());
        }
        generator.writeEndObject();
    }

    private record Fields(JsonGenerator generator) {

        Fields is(String kind, @Nullable Object id) {
            text("kind", kind);
            return id == null ? this : text("id", id.toString());
        }

        Fields text(String name, String value) {
            generator.writeStringProperty(name, value);
            return this;
        }

        Fields item(ItemId item) {
            return text("item", item.toString());
        }

        Fields holder(OrganizationId holder) {
            return text("for", holder.value());
        }

        Fields pool(PoolKey pool) {
            text("resource", pool.resource().toString());
            if (pool.storageYears() > 0) {
                generator.writeNumberProperty("storage_years", pool.storageYears());
            }
            return this;
        }
    }
}
