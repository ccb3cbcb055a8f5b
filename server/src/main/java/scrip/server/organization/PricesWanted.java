package scrip.server.organization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import scrip.core.order.AgreedPrice;
import scrip.core.order.AgreedPrice.Per;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import tools.jackson.databind.JsonNode;

/// The prices that an agreement sets, read from a body: for each item one or several, each with its
/// amount and perhaps its currency, unit and storage term. The contract has a list for each item;
/// one price alone, or its amount alone, is read as a list of it.
final class PricesWanted {

    private static final int ITEMS_MAX = 100;
    private static final int PRICES_OF_ITEM_MAX = 20;

    private PricesWanted() {}

    /// The field `prices`.
    static List<AgreedPrice.Stated> read(Input body) {
        List<AgreedPrice.Stated> all = new ArrayList<>();
        if (!body.has("prices")) {
            return all;
        }
        JsonNode sent = body.tree("prices");
        Input prices = body.object("prices");
        if (sent.size() > ITEMS_MAX) {
            body.fault("prices", "write at most " + ITEMS_MAX);
        }
        for (Map.Entry<String, JsonNode> entry : sent.properties()) {
            String item = entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isArray()) {
                prices.objects(item, PRICES_OF_ITEM_MAX).forEach(p -> all.add(price(item, p)));
            } else if (value.isObject()) {
                all.add(price(item, prices.object(item)));
            } else {
                all.add(new AgreedPrice.Stated(item, prices.decimal(item), null, null, null));
            }
        }
        return all;
    }

    private static AgreedPrice.Stated price(String item, Input price) {
        Per per = price.choiceOrNull("per", Per.class);
        Integer storageYears = price.intOrNull("storage_years", 1, Forms.YEARS_MAX);
        if (storageYears != null && per != null && per != Per.UNIT) {
            price.fault("storage_years", "is for prices per unit only: leave it out");
        }
        return new AgreedPrice.Stated(
                item,
                price.decimal("amount"),
                price.parsed("currency", Forms.CURRENCY, Forms::currency),
                per,
                storageYears);
    }
}
