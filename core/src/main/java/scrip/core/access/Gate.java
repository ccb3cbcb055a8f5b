package scrip.core.access;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access.Action;
import scrip.core.access.Access.Advice;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.order.Line;
import scrip.core.order.Order;
import scrip.core.organization.OrganizationId;

/// Answers what an organization may use, from accounts advanced to now (X1, L2): a lapse closes its
/// own item and the items that require it (C5, L6). Which features a license or pool gives and what
/// it requires depend on the item as sold, never on a later version (C1). Pure.
public final class Gate {

    private Gate() {}

    /// A question.
    ///
    /// @param organization who asks
    /// @param feature the id of an item, or the bare name of a feature
    /// @param within the consortium on whose behalf (L8); null for the organization itself
    /// @param storageYears the storage term in question (R4); null for the default, the only, or
    ///   the best pool
    public record Question(
            OrganizationId organization,
            String feature,
            Surface surface,
            @Nullable OrganizationId within,
            @Nullable Integer storageYears) {

        /// The organization whose licenses and pools answer.
        public OrganizationId holder() {
            return within == null ? organization : within;
        }
    }

    /// The best answer of the accounts that may give one: the consortium named by `within`, or else
    /// the organization's own account and those that hold licenses for it (C4).
    public static Access answer(
            List<Account> accounts, Question question, Catalogs catalogs, Instant now) {
        OrganizationId within = question.within();
        if (within != null) {
            boolean member =
                    accounts.stream()
                            .filter(a -> a.id().equals(within))
                            .anyMatch(a -> a.serves(question.organization()));
            if (!member) {
                return denied(AccessReason.NOT_MEMBER, new Advice(Action.JOIN, null, null));
            }
        }
        Access best = null;
        for (Account account : accounts) {
            best = Access.better(best, of(account, question, catalogs, now));
        }
        if (best == null) {
            best = notLicensed(accounts, question, catalogs, now);
        }
        if (!isInVain(best, question, catalogs, now)) {
            return best;
        }
        Access other = notLicensed(accounts, question, catalogs, now);
        return best.withAdvice(isInVain(other, question, catalogs, now) ? null : other.advice());
    }

    /// Whether an answer advises a purchase of what is no longer sold, or of an item that gave the
    /// feature and as sold today does not (C1).
    private static boolean isInVain(
            Access answer, Question question, Catalogs catalogs, Instant now) {
        Advice advice = answer.advice();
        if (advice == null
                || advice.item() == null
                || advice.action() == Action.WAIT_FOR_ACTIVATION) {
            return false;
        }
        boolean gives = advice.item().equals(answer.item());
        return catalogs.item(advice.item(), now)
                .filter(i -> !gives || i.answersTo(question.feature()))
                .isEmpty();
    }

    /// The best answer of an account from what it has; if it has nothing, from paid orders that
    /// wait for activation; null for none.
    private static @Nullable Access of(
            Account account, Question question, Catalogs catalogs, Instant now) {
        Access best = LicensedAccess.best(account, question, catalogs, now);
        if (account.id().equals(question.holder())) {
            best = Access.better(best, Counted.best(account, question, catalogs, now));
        }
        return best == null ? waiting(account, question, catalogs) : best;
    }

    /// Lines of paid orders that wait for their activation (O3).
    private static @Nullable Access waiting(Account account, Question question, Catalogs catalogs) {
        for (Order order : account.trade().awaitingApproval()) {
            for (Line line : order.lines()) {
                boolean same = line.holder().equals(question.holder());
                if (same && isOf(account, question, line, catalogs)) {
                    Advice wait = new Advice(Action.WAIT_FOR_ACTIVATION, line.item(), null);
                    return denied(AccessReason.NOT_ACTIVATED, wait);
                }
            }
        }
        return null;
    }

    private static boolean isOf(Account account, Question question, Line line, Catalogs catalogs) {
        Item item = catalogs.sold(line.item(), line.catalogVersion());
        if (!item.answersTo(question.feature())) {
            return false;
        }
        Integer term = account.profile().storageTerm(item, question.storageYears());
        return term == null || term.equals(line.storageTerm());
    }

    /// The answer for a feature that nobody has bought, advising which item on sale gives it. If
    /// the organization has that item as sold without the feature, the advice is to renew it.
    private static Access notLicensed(
            List<Account> accounts, Question question, Catalogs catalogs, Instant now) {
        List<Item> selling = catalogs.selling(question.feature(), now);
        if (selling.isEmpty()) {
            return denied(AccessReason.NOT_LICENSED, null);
        }
        ItemId item = selling.getFirst().id();
        boolean had = false;
        for (Account account : accounts) {
            had |= !LicensedAccess.held(account, question.holder(), item).isEmpty();
        }
        Action action = had ? Action.RENEW : Action.BUY;
        return denied(AccessReason.NOT_LICENSED, new Advice(action, item, null));
    }

    private static Access denied(AccessReason reason, @Nullable Advice advice) {
        return new Access(AccessState.DENIED, reason, null, null, null, null, advice);
    }

    /// The license of an item that represents a holder's rights: one that can be used, else a
    /// future one, else the one that ended last; null if there is none.
    public static @Nullable License shown(
            Account account, OrganizationId holder, ItemId item, Instant now) {
        return LicensedAccess.held(account, holder, item).stream()
                .min(
                        Comparator.comparingInt((License l) -> rank(l.state(now)))
                                .thenComparing(License::lastEnd, Comparator.reverseOrder()))
                .orElse(null);
    }

    /// Whether an account has paid for an item for a holder, in an order that waits for its
    /// activation (O3).
    static boolean awaits(Account account, OrganizationId holder, ItemId item) {
        for (Order order : account.trade().awaitingApproval()) {
            for (Line line : order.lines()) {
                if (line.holder().equals(holder) && line.item().equals(item)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The place of a state among those of several licenses, from 0 for the best.
    static int rank(LicenseState state) {
        return switch (state) {
            case ACTIVE -> 0;
            case ARREARS -> 1;
            case PENDING -> 2;
            case SUSPENDED -> 3;
            case ENDED -> 4;
        };
    }
}
