package scrip.core.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access.Action;
import scrip.core.access.Access.Advice;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.Mode;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.order.Line;
import scrip.core.order.Order;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Episode;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;

/// Answers what an organization may do, from accounts that have been advanced to now (X1, L2): a
/// lapse closes its own item and what requires it (C5, L6). Pure.
public final class Gate {

    private static final Comparator<Access> BEST_FIRST =
            Comparator.comparing(Access::state)
                    .thenComparing(
                            Access::reason, Comparator.nullsFirst(Comparator.naturalOrder()));

    private Gate() {}

    /// A question.
    ///
    /// @param organization who asks
    /// @param feature the id of an item, or the bare name of a feature
    /// @param within the consortium on whose behalf (L8); null: the organization itself
    /// @param storageYears the pool asked for (R4); null: the default, the only, or the best
    public record Question(
            OrganizationId organization,
            String feature,
            Surface surface,
            @Nullable OrganizationId within,
            @Nullable Integer storageYears) {}

    /// The best answer of the accounts that may give one: the consortium named by `within`, or else
    /// the organization's own account and those that hold licenses for it (C4).
    public static Access answer(
            List<Account> accounts, Question question, Catalogs catalogs, Instant now) {
        OrganizationId within = question.within();
        if (within != null && !within.equals(question.organization())) {
            boolean member =
                    accounts.stream()
                            .filter(a -> a.id().equals(within))
                            .anyMatch(a -> a.profile().members().contains(question.organization()));
            if (!member) {
                return denied(AccessReason.NOT_MEMBER, new Advice(Action.JOIN, null, null));
            }
        }
        OrganizationId holder = within == null ? question.organization() : within;
        List<Item> items =
                catalogs.everSold(now).filter(i -> names(i, question.feature())).toList();
        List<Access> answers = new ArrayList<>();
        for (Account account : accounts) {
            for (Item item : items) {
                answers.add(of(account, holder, item, question, now));
            }
        }
        return answers.stream()
                .min(BEST_FIRST)
                .orElseGet(() -> denied(AccessReason.NOT_LICENSED, null));
    }

    private static boolean names(Item item, String feature) {
        return feature.indexOf('/') >= 0 ? item.id().equals(feature) : item.gives(feature);
    }

    private static Access of(
            Account account, OrganizationId holder, Item item, Question question, Instant now) {
        if (!item.metered()) {
            return licensed(account, holder, item, question.surface(), now);
        }
        return account.id().equals(holder)
                ? counted(account, item, question)
                : denied(AccessReason.NOT_LICENSED, buy(item));
    }

    private static Access licensed(
            Account account, OrganizationId holder, Item item, Surface surface, Instant now) {
        Access own = own(account, holder, item, surface, now);
        if (own.reason() == AccessReason.NOT_LICENSED
                || own.reason() == AccessReason.NOT_ACTIVATED) {
            return own;
        }
        for (String required : item.requires()) {
            boolean usable =
                    held(account, holder, required).stream().anyMatch(l -> l.usableAt(now));
            if (!usable) {
                AccessState state = ownOf(account, holder, required, surface, now);
                return new Access(
                        state,
                        AccessReason.REQUIRES_MISSING,
                        null,
                        null,
                        null,
                        item.id(),
                        new Advice(Action.RENEW, required, null));
            }
        }
        return own;
    }

    private static AccessState ownOf(
            Account account, OrganizationId holder, String item, Surface surface, Instant now) {
        List<License> held = held(account, holder, item);
        return held.isEmpty() ? AccessState.DENIED : best(held, item, surface, now).state();
    }

    private static Access own(
            Account account, OrganizationId holder, Item item, Surface surface, Instant now) {
        List<License> held = held(account, holder, item.id());
        if (!held.isEmpty()) {
            return best(held, item.id(), surface, now);
        }
        return waiting(account, holder, item.id(), null)
                ? notActivated(item)
                : denied(AccessReason.NOT_LICENSED, buy(item));
    }

    private static Access best(List<License> held, String item, Surface surface, Instant now) {
        return held.stream()
                .map(l -> byState(l, item, surface, now))
                .min(BEST_FIRST.thenComparing(Gate::latestEndFirst))
                .orElseThrow();
    }

    private static int latestEndFirst(Access one, Access other) {
        Instant a = one.until();
        Instant b = other.until();
        return Objects.compare(
                a == null ? Instant.MAX : a,
                b == null ? Instant.MAX : b,
                Comparator.reverseOrder());
    }

    private static Access byState(License license, String item, Surface surface, Instant now) {
        Advice renew = new Advice(Action.RENEW, item, null);
        Instant lapse = license.lapsesAt();
        return switch (license.state(now)) {
            case ACTIVE ->
                    new Access(AccessState.ALLOWED, null, license.until(), null, null, item, null);
            case ARREARS ->
                    new Access(
                            AccessState.ALLOWED,
                            null,
                            lapse == null ? null : lapse.plus(License.GRACE),
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
            AccessReason reason, Surface surface, String item, @Nullable Advice advice) {
        AccessState state = surface == Surface.CONSOLE ? AccessState.READ_ONLY : AccessState.DENIED;
        return new Access(state, reason, null, null, null, item, advice);
    }

    private static List<License> held(Account account, OrganizationId holder, String item) {
        return account.rights().licenses().of(item, holder);
    }

    /// Whether a paid order for it waits for its activation (O3).
    private static boolean waiting(
            Account account, OrganizationId holder, String item, @Nullable Integer storageYears) {
        for (Order order : account.trade().awaitingApproval()) {
            boolean any =
                    order.lines().stream()
                            .filter(l -> l.item().equals(item) && l.holder().equals(holder))
                            .map(Line::storageYears)
                            .anyMatch(y -> storageYears == null || y.equals(storageYears));
            if (any) {
                return true;
            }
        }
        return false;
    }

    private static Access counted(Account account, Item item, Question question) {
        Integer term =
                question.storageYears() != null || !item.storageTerms()
                        ? question.storageYears()
                        : account.profile().defaultStorageYears();
        if (!item.storageTerms()) {
            return counted(account, account.pool(new PoolKey(item.id(), 0)), item, question);
        }
        if (term != null) {
            return counted(account, account.pool(new PoolKey(item.id(), term)), item, question);
        }
        Access best =
                account.stock().pools().values().stream()
                        .filter(p -> p.key().resource().equals(item.id()))
                        .map(p -> counted(account, p, item, question))
                        .min(BEST_FIRST)
                        .orElseGet(() -> denied(AccessReason.NOT_LICENSED, buy(item)));
        return best.reason() == AccessReason.NOT_LICENSED
                        && waiting(account, account.id(), item.id(), null)
                ? notActivated(item)
                : best;
    }

    private static Access counted(Account account, Pool pool, Item item, Question question) {
        Surface surface = question.surface();
        if (!pool.everHadPack()) {
            Integer term =
                    item.storageTerms() && pool.key().storageYears() > 0
                            ? pool.key().storageYears()
                            : null;
            return waiting(account, account.id(), item.id(), term)
                    ? notActivated(item)
                    : denied(AccessReason.NOT_LICENSED, buy(item));
        }
        long available = pool.available();
        long arrears = pool.arrears();
        Advice topUp = new Advice(Action.TOP_UP, item.id(), arrears + 1);
        boolean stopped = pool.suspended();
        boolean empty = available == 0 && item.mode() == Mode.HARD;
        if (stopped || empty) {
            AccessState state =
                    surface == Surface.CONSOLE ? AccessState.READ_ONLY : AccessState.DENIED;
            AccessReason reason = stopped ? AccessReason.SUSPENDED : AccessReason.INSUFFICIENT;
            return new Access(state, reason, null, available, arrears, item.id(), topUp);
        }
        Episode episode = pool.episode();
        Instant until = episode == null ? null : episode.suspendsAt();
        return new Access(
                AccessState.ALLOWED,
                null,
                until,
                available,
                arrears,
                item.id(),
                available == 0 ? topUp : null);
    }

    private static Advice buy(Item item) {
        return new Advice(Action.BUY, item.id(), null);
    }

    private static Access notActivated(Item item) {
        return denied(
                AccessReason.NOT_ACTIVATED,
                new Advice(Action.WAIT_FOR_ACTIVATION, item.id(), null));
    }

    private static Access denied(AccessReason reason, @Nullable Advice advice) {
        return new Access(AccessState.DENIED, reason, null, null, null, null, advice);
    }

    /// The license of an item that an account shows for a holder: one that can be used, else one to
    /// come, else the one that ended last; null if there is none.
    public static @Nullable License shown(
            Account account, OrganizationId holder, String item, Instant now) {
        return held(account, holder, item).stream()
                .min(
                        Comparator.comparingInt((License l) -> rank(l.state(now)))
                                .thenComparing(
                                        l -> l.until() == null ? Instant.MAX : l.until(),
                                        Comparator.reverseOrder()))
                .orElse(null);
    }

    private static int rank(LicenseState state) {
        return switch (state) {
            case ACTIVE -> 0;
            case ARREARS -> 1;
            case PENDING -> 2;
            case SUSPENDED -> 3;
            case ENDED -> 4;
        };
    }
}
