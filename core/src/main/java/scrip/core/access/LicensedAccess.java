package scrip.core.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access.Action;
import scrip.core.access.Access.Advice;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.emergency.Emergency;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.license.Requirements;
import scrip.core.organization.OrganizationId;
import scrip.core.time.Instants;

/// The answers of one account's licenses, each based on the item as sold for the current months, or
/// with any purchase of a perpetual license (C1, L4).
final class LicensedAccess {

    private LicensedAccess() {}

    /// The best answer of the licenses that give the feature in question; null if none does.
    static @Nullable Access best(
            Account account, Question question, Catalogs catalogs, Instant now) {
        Access best = null;
        for (ItemId item : catalogs.answeringTo(question.feature())) {
            for (License license : held(account, question.holder(), item)) {
                Item sold = license.giving(question.feature(), catalogs, now);
                if (sold != null) {
                    Access answer = answer(account, license, sold, question, catalogs, now);
                    best = Access.better(best, answer);
                }
            }
        }
        return best;
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
        Opened opened = new Opened(account, question.organization(), now);
        Emergency emergency = opened.by(sold.id());
        Requirements required = new Requirements(account.rights().licenses(), catalogs, now);
        ItemId missing = required.missing(license, Set.of());
        if (missing != null) {
            Lacking lacking =
                    new Chain(account, required, opened, question.surface(), now)
                            .end(license, missing, Set.of());
            Access without =
                    new Access(
                            lacking.state(),
                            AccessReason.REQUIRES_MISSING,
                            null,
                            null,
                            null,
                            sold.id(),
                            renew(lacking.item()));
            boolean usable = own.state() == AccessState.ALLOWED;
            if (emergency == null && lacking.opened() != null && !usable) {
                return own;
            }
            Emergency by = emergency == null ? lacking.opened() : emergency;
            return by == null ? without : without.inEmergency(by);
        }
        if (own.state() != AccessState.ALLOWED) {
            return emergency == null ? own : own.inEmergency(emergency);
        }
        Instant until = Instants.earlier(own.until(), required.metUntil(license, Set.of()));
        Instant changes = changesAt(license, sold, question, catalogs, now);
        return own.withUntil(Instants.earlier(until, changes));
    }

    /// What a required item answers while it cannot be used.
    ///
    /// @param item the item to renew: the required one, or what that one requires in turn
    /// @param opened the emergency by which it can be used all the same (X5); null for none
    private record Lacking(AccessState state, ItemId item, @Nullable Emergency opened) {}

    /// What emergency access opens for an organization at an instant (X5).
    private record Opened(Account account, OrganizationId organization, Instant now) {

        @Nullable Emergency by(ItemId item) {
            return account.emergency(organization, item, null, now);
        }
    }

    /// Follows what is missing to its end: a required item that lacks something in turn answers as
    /// that does (C5).
    private static final class Chain {

        private final Account account;
        private final Requirements required;
        private final Opened opened;
        private final Surface surface;
        private final Instant now;
        private final Map<ItemId, Lacking> known = new TreeMap<>();

        Chain(Account account, Requirements required, Opened opened, Surface surface, Instant now) {
            this.account = account;
            this.required = required;
            this.opened = opened;
            this.surface = surface;
            this.now = now;
        }

        /// The access that the missing requirement of a license gives by itself.
        ///
        /// @param path the items from which the chain came
        Lacking end(License license, ItemId missing, Set<ItemId> path) {
            Lacking found = known.get(missing);
            if (found != null) {
                return found;
            }
            Set<ItemId> further = new TreeSet<>(path);
            further.add(license.item());
            Lacking best = new Lacking(AccessState.DENIED, missing, null);
            known.put(missing, best);
            for (License needed : held(account, license.holder(), missing)) {
                Lacking answer = of(needed, further);
                best = answer.state().compareTo(best.state()) <= 0 ? answer : best;
            }
            known.put(missing, best);
            return best;
        }

        private Lacking of(License needed, Set<ItemId> path) {
            ItemId next =
                    needed.state(now) == LicenseState.PENDING
                            ? null
                            : required.missing(needed, path);
            Access own = byState(needed, surface, now);
            boolean pending = own.reason() == AccessReason.NOT_ACTIVATED;
            Emergency emergency = pending ? null : opened.by(needed.item());
            if (next == null) {
                return new Lacking(own.state(), needed.item(), emergency);
            }
            Lacking further = end(needed, next, path);
            boolean usable = own.state() == AccessState.ALLOWED;
            return new Lacking(
                    further.state(),
                    further.item(),
                    emergency == null && usable ? further.opened() : emergency);
        }
    }

    /// The instant at which months begin that were sold without the feature in question, or with
    /// other requirements; null for never.
    private static @Nullable Instant changesAt(
            License license, Item sold, Question question, Catalogs catalogs, Instant now) {
        for (Instant at : license.changesAt()) {
            Item next = catalogs.sold(license.item(), license.soldUnder(at));
            boolean isSame =
                    next.answersTo(question.feature()) && next.requires().equals(sold.requires());
            if (at.isAfter(now) && !isSame) {
                return at;
            }
        }
        return null;
    }

    private static Access byState(License license, Surface surface, Instant now) {
        ItemId item = license.item();
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
                            renew(item));
            case SUSPENDED -> stopped(AccessReason.SUSPENDED, surface, item);
            case ENDED -> stopped(AccessReason.ENDED, surface, item);
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

    private static Advice renew(ItemId item) {
        return new Advice(Action.RENEW, item, null);
    }

    private static Access stopped(AccessReason reason, Surface surface, ItemId item) {
        AccessState state = surface == Surface.CONSOLE ? AccessState.READ_ONLY : AccessState.DENIED;
        return new Access(state, reason, null, null, null, item, renew(item));
    }
}
