package scrip.core.access;

import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access.Advice;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.license.License;

/// Until when an answer may be kept while nobody can be asked (X2): for the time that the catalog
/// in force sets, and never beyond the first instant at which time alone would change access or
/// reason. It is found by asking again at every instant at which that could happen. Pure.
public final class Offline {

    /// At how many instants it is asked again; with more to come the answer is kept until the first
    /// that was not looked at.
    static final int INSTANTS_MAX = 100;

    private Offline() {}

    /// The first instant at which an answer must not be kept any more.
    ///
    /// @param accounts those that gave the answer, advanced to now
    /// @return null when no catalog knows what was asked for
    public static @Nullable Instant until(
            List<Account> accounts,
            Question question,
            Catalogs catalogs,
            Access answer,
            Instant now) {
        Instant most =
                catalog(question, catalogs, answer, now)
                        .map(c -> now.plus(c.offlineFor()))
                        .orElse(null);
        if (most == null) {
            return null;
        }
        Instant until = answer.until();
        Instant end = until != null && until.isBefore(most) ? until : most;
        List<Account> then = accounts;
        int looked = 0;
        for (Instant at : instants(accounts, question, catalogs, now, end)) {
            if (looked == INSTANTS_MAX) {
                return at;
            }
            looked++;
            then = then.stream().map(a -> Advance.to(a, at).account()).toList();
            Access next = Gate.answer(then, question, catalogs, at);
            if (next.state() != answer.state() || next.reason() != answer.reason()) {
                return at;
            }
        }
        return end;
    }

    /// The catalog of what was asked for. How long a product may go by its last answer is between
    /// it and the vendor and is not sold: the version in force says it.
    private static Optional<Catalog> catalog(
            Question question, Catalogs catalogs, Access answer, Instant now) {
        Advice advice = answer.advice();
        return Stream.of(
                        Stream.ofNullable(answer.item()),
                        Stream.ofNullable(advice == null ? null : advice.item()),
                        Gate.selling(question.feature(), catalogs, now).map(Item::id),
                        Stream.of(ItemId.of(question.feature())))
                .flatMap(ids -> ids)
                .flatMap(id -> catalogs.inForce(id.product(), now).stream())
                .findFirst();
    }

    /// Every instant after now and before an end at which time could change what these accounts
    /// answer.
    private static NavigableSet<Instant> instants(
            List<Account> accounts,
            Question question,
            Catalogs catalogs,
            Instant now,
            Instant end) {
        NavigableSet<Instant> all = new TreeSet<>();
        for (Account account : accounts) {
            Stream.concat(
                            ofLicenses(account, question, catalogs),
                            ofPools(account, question, catalogs, end))
                    .filter(at -> at.isAfter(now) && at.isBefore(end))
                    .forEach(all::add);
        }
        return all;
    }

    /// Where licenses that give it at some time, and those that these require, begin, end, are
    /// suspended or go on as something else.
    private static Stream<Instant> ofLicenses(
            Account account, Question question, Catalogs catalogs) {
        Set<ItemId> items = new TreeSet<>();
        for (ItemId item : catalogs.answeringTo(question.feature())) {
            items.add(item);
            for (License license : LicensedAccess.held(account, question.holder(), item)) {
                license.versions().forEach(v -> items.addAll(catalogs.sold(item, v).requires()));
            }
        }
        return items.stream()
                .flatMap(item -> LicensedAccess.held(account, question.holder(), item).stream())
                .flatMap(l ->
                        Stream.concat(
                                Stream.of(
                                                Optional.of(l.from()),
                                                Optional.ofNullable(l.until()),
                                                Optional.ofNullable(l.usableUntil()))
                                        .flatMap(Optional::stream),
                                l.changesAt().stream()));
    }

    /// Where packs of the pools asked for begin and end, holds end, and debts suspend.
    private static Stream<Instant> ofPools(
            Account account, Question question, Catalogs catalogs, Instant end) {
        if (!account.id().equals(question.holder())) {
            return Stream.of();
        }
        return account.stock().pools().values().stream()
                .filter(p -> Counted.asked(account, p, question, catalogs) != null)
                .flatMap(p -> p.turnsBefore(end).stream());
    }
}
