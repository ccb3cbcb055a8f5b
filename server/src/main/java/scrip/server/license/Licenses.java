package scrip.server.license;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.ledger.Code;
import scrip.core.license.License;
import scrip.core.license.LicenseId;
import scrip.core.license.LicenseState;
import scrip.core.license.Visit;
import scrip.core.organization.OrganizationId;
import scrip.core.standing.Proposal;
import scrip.server.account.Accounts;
import scrip.server.http.ProblemException;
import scrip.server.ledger.Reading;
import scrip.server.role.Granted;

/// The use cases of licenses.
final class Licenses {

    private final Accounts accounts;
    private final LicenseKey key;

    Licenses(Accounts accounts, LicenseKey key) {
        this.accounts = accounts;
        this.key = key;
    }

    /// How a list is sorted; by default in the order of purchase.
    enum Sort {
        BOUGHT,
        ENDING,
        ITEM
    }

    static List<License> sorted(List<License> licenses, @Nullable Sort sort) {
        return switch (sort) {
            case BOUGHT -> licenses;
            case null -> licenses;
            case ENDING ->
                    licenses.stream()
                            .sorted(
                                    Comparator.comparing(
                                            License::until,
                                            Comparator.nullsLast(Comparator.naturalOrder())))
                            .toList();
            case ITEM ->
                    licenses.stream()
                            .sorted(
                                    Comparator.comparing(License::item)
                                            .thenComparing(l -> l.holder().value()))
                            .toList();
        };
    }

    /// Which licenses to list; null means any.
    ///
    /// @param feature a feature that the item includes, or is
    /// @param search a part of the item's id or name, or of the holder's id
    /// @param renewable whether to list only those that can be renewed before they end
    record Filter(
            @Nullable ItemId item,
            @Nullable String feature,
            @Nullable OrganizationId holder,
            @Nullable LicenseState state,
            @Nullable String search,
            boolean renewable) {

        Predicate<License> by(Account account, Catalogs catalogs, Instant now) {
            Map<ItemId, Boolean> named = new HashMap<>();
            return l ->
                    (!renewable || Proposal.renewal(account, l, catalogs, now) != null)
                            && (item == null || item.equals(l.item()))
                            && (holder == null || holder.equals(l.holder()))
                            && (state == null || state == l.state(now))
                            && (search == null
                                    || l.holder().value().contains(lower(search))
                                    || named.computeIfAbsent(
                                            l.item(), i -> isNamed(catalogs, now, i, search)))
                            && (feature == null || l.giving(feature, catalogs, now) != null);
        }

        private static boolean isNamed(Catalogs catalogs, Instant now, ItemId item, String search) {
            return item.toString().contains(lower(search))
                    || catalogs.lastSold(item, now)
                            .filter(i ->
                                    lower(i.name().en()).contains(lower(search))
                                            || i.name().zh().contains(search))
                            .isPresent();
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /// The visits of one maintenance license, in the order in which they were logged.
    List<Visit> visits(Granted granted, LicenseId license, @Nullable Instant asOf) {
        Reading reading = accounts.read(granted, asOf);
        known(reading, license);
        return reading.account().rights().visits().stream()
                .filter(v -> v.license().equals(license))
                .toList();
    }

    /// The signed file of a perpetual license that is in force (C7).
    String file(Granted granted, LicenseId id) {
        Reading reading = accounts.read(granted);
        License license = known(reading, id);
        if (!license.isPerpetual() || license.state(reading.now()) != LicenseState.ACTIVE) {
            throw new ProblemException(
                    Code.NO_LICENSE_FILE,
                    "a license file is available only for a perpetual license in force;"
                            + " this one of "
                            + license.item()
                            + " is "
                            + license.form()
                            + " and "
                            + license.state(reading.now()));
        }
        return LicenseFile.of(granted.realm().name(), reading.account(), license, key);
    }

    static License known(Reading reading, LicenseId id) {
        License license = reading.account().rights().licenses().find(id);
        if (license == null) {
            throw new ProblemException(Code.UNKNOWN_LICENSE, "no license " + id);
        }
        return license;
    }
}
