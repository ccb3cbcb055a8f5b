package scrip.server.organization;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Call;
import scrip.server.http.TableNames;

/// The names that tables show beside the ids of organizations and items.
final class ListNames implements TableNames {

    private final Accounts accounts;
    private final OrganizationStore store;
    private final PublishedCatalogs catalogs;

    ListNames(Accounts accounts, OrganizationStore store, PublishedCatalogs catalogs) {
        this.accounts = accounts;
        this.store = store;
        this.catalogs = catalogs;
    }

    @Override
    public ZoneId zone(Call call) {
        return call.path().containsKey("organization")
                ? accounts.read(call.granted()).account().zone()
                : ZoneOffset.UTC;
    }

    @Override
    public Map<String, String> organizations(Call call, Collection<String> ids) {
        return store.names(
                call.realm().number(),
                ids.stream()
                        .filter(OrganizationId::isValid)
                        .map(OrganizationId::new)
                        .collect(Collectors.toSet()));
    }

    @Override
    public Map<String, String> items(Call call, Collection<String> ids) {
        Catalogs all = catalogs.of(call.realm());
        Instant now = call.now();
        Map<String, String> names = new TreeMap<>();
        for (String id : ids) {
            all.lastSold(ItemId.of(id), now).ifPresent(item -> names.put(id, item.name().en()));
        }
        return names;
    }
}
