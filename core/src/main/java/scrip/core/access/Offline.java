package scrip.core.access;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
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
import scrip.core.emergency.Emergency;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.license.License;

/// Computes until when an answer may be used offline (X2): for the duration set by the catalog in
/// force, and never beyond the first instant at which time alone would change access or reason.
/// That instant is found by evaluating the question at every instant at which a change could
/// happen. Pure.
public final class Offline {

    /// The maximum number of instants evaluated; if there are more, the answer may be used until
    /// the first one not evaluated.
    static final int INSTANTS_MAX = 100;

    private Offline() {}

    /// The first instant at which an answer must no longer be used.
    ///
    /// @param accounts the accounts that gave the answer, advanced to now
    /// @return null if no catalog has what was asked for
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

    /// The catalog of the item or feature in question. The offline duration is not part of what is
    /// sold, so the version in force determines it.
    private static Optional<Catalog> catalog(
            Question question, Catalogs catalogs, Access answer, Instant now) {
        Advice advice = answer.advice();
        return Stream.of(
                        Stream.ofNullable(answer.item()),
                        Stream.ofNullable(advice == null ? null : advice.item()),
                        catalogs.selling(question.feature(), now).stream().map(Item::id),
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
            Stream.of(
                            ofLicenses(account, question, catalogs),
                            ofPools(account, question, catalogs, end),
                            account.rights().emergencies().openAt(now).map(Emergency::until))
                    .flatMap(instants -> instants)
                    .filter(at -> at.isAfter(now) && at.isBefore(end))
                    .forEach(all::add);
        }
        return all;
    }

    /// The instants at which licenses that give the feature at some time, or licenses these require
    /// directly or through others, begin, end, are suspended or change their version.
    static Stream<Instant> ofLicenses(Account account, Question question, Catalogs catalogs) {
        Set<ItemId> items = new TreeSet<>();
        Deque<ItemId> open = new ArrayDeque<>(catalogs.answeringTo(question.feature()));
        while (!open.isEmpty()) {
            ItemId item = open.remove();
            if (items.add(item)) {
                for (License license : LicensedAccess.held(account, question.holder(), item)) {
                    license.versions().forEach(v -> open.addAll(catalogs.sold(item, v).requires()));
                }
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

    /// The instants at which packs of the pools in question begin and end, holds end, and debts
    /// lead to suspension.
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
