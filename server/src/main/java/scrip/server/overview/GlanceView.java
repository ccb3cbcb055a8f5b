package scrip.server.overview;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.money.MoneySum;
import scrip.core.organization.OrganizationId;

/// The figures at the top of an overview: what works, what ends next, which pool is lowest, what is
/// owed.
///
/// @param working licenses that can be used now, in arrears or not
/// @param licenses licenses that have not ended
/// @param debts pools and licenses in arrears or suspended
/// @param due what is still to be paid for open orders, one sum per currency
record GlanceView(
        long working,
        long licenses,
        @Nullable EndView ends,
        OverviewView.@Nullable StockView least,
        int debts,
        List<MoneySum> due) {

    /// The license that ends first.
    record EndView(
            ItemId item, Text name, @JsonProperty("for") OrganizationId holder, Instant until) {}
}
