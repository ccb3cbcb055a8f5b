package scrip.core.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access.Action;
import scrip.core.access.Access.Advice;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.organization.OrganizationId;

/// The answers of one account's licenses, each based on the item as sold for the current months
/// (C1, L4).
final class LicensedAccess {

    private LicensedAccess() {}

    /// The answer of each license that gives the feature in question.
    static List<Access> answers(
            Account account, Question question, Catalogs catalogs, Instant now) {
        List<Access> answers = new ArrayList<>();
        for (ItemId item : catalogs.answeringTo(question.feature())) {
            for (License license : held(account, question.holder(), item)) {
                Item sold = catalogs.sold(item, license.soldUnder(now));
                if (sold.answersTo(question.feature())) {
                    answers.add(answer(account, license, sold, question, catalogs, now));
                }
            }
        }
        return answers;
    }

    /// An account's licenses of an item for a holder.
    static List<License> held(Account account, OrganizationId holder, ItemId item) {
        return account.rights().licenses().of(item, holder);
    }

    private static Access answer(
            Account account,
            License license,
            Item sold,
            Question question,
            Catalogs catalogs,
            Instant now) {
        Access own = byState(license, question.surface(), now);
        if (own.reason() == AccessReason.NOT_ACTIVATED) {
            return own;
        }
        Instant until = own.until();
        for (ItemId required : sold.requires()) {
            List<License> needed = held(account, license.holder(), required);
            if (needed.stream().noneMatch(l -> l.usableAt(now))) {
                return new Access(
                        bestState(needed, question.surface(), now),
                        AccessReason.REQUIRES_MISSING,
                        null,
                        null,
                        null,
                        sold.id(),
                        new Advice(Action.RENEW, required, null));
            }
            until = earlier(until, usableUntil(needed, now));
        }
        return own.state() == AccessState.ALLOWED
                ? own.withUntil(earlier(until, changesAt(license, sold, question, catalogs, now)))
                : own;
    }

    /// The instant from which none of the currently usable licenses is usable any more; null for
    /// never.
    private static @Nullable Instant usableUntil(List<License> needed, Instant now) {
        List<License> usable = needed.stream().filter(l -> l.usableAt(now)).toList();
        return usable.stream().anyMatch(l -> l.usableUntil() == null)
                ? null
                : usable.stream()
                        .map(License::usableUntil)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
    }

    /// The instant at which months begin that were sold without the feature in question, or with
    /// other requirements; null for never.
    private static @Nullable Instant changesAt(
            License license, Item sold, Question question, Catalogs catalogs, Instant now) {
        return license.changesAt().stream()
                .filter(at -> at.isAfter(now))
                .filter(at -> {
                    Item next = catalogs.sold(license.item(), license.soldUnder(at));
                    return !next.answersTo(question.feature())
                            || !next.requires().equals(sold.requires());
                })
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /// The access that the required item gives by itself (C5).
    private static AccessState bestState(List<License> needed, Surface surface, Instant now) {
        return needed.stream()
                .map(l -> byState(l, surface, now).state())
                .min(Comparator.naturalOrder())
                .orElse(AccessState.DENIED);
    }

    private static Access byState(License license, Surface surface, Instant now) {
        ItemId item = license.item();
        Advice renew = new Advice(Action.RENEW, item, null);
        return switch (license.state(now)) {
            case ACTIVE ->
                    new Access(AccessState.ALLOWED, null, license.until(), null, null, item, null);
            case ARREARS ->
                    new Access(
                            AccessState.ALLOWED,
                            null,
                            license.usableUntil(),
                            null,
                            null,
                            item,
                            renew);
            case SUSPENDED -> stopped(AccessReason.SUSPENDED, surface, item, renew);
            case ENDED -> stopped(AccessReason.ENDED, surface, item, renew);
            case PENDING ->
                    new Access(
                            AccessState.DENIED,
                            AccessReason.NOT_ACTIVATED,
                            license.from(),
                            null,
                            null,
                            item,
                            new Advice(Action.WAIT_FOR_ACTIVATION, item, null));
        };
    }

    private static Access stopped(
            AccessReason reason, Surface surface, ItemId item, Advice advice) {
        AccessState state = surface == Surface.CONSOLE ? AccessState.READ_ONLY : AccessState.DENIED;
        return new Access(state, reason, null, null, null, item, advice);
    }
}
