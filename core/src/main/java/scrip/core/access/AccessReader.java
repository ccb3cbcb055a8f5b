package scrip.core.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.organization.OrganizationId;

/// Decides which accounts may answer a question, and combines their answers (X1, C4, L8). All
/// callers go through this class: programs, screens, scenarios and the simulation.
public final class AccessReader {

    private AccessReader() {}

    /// An answer, the instant it is for and the accounts that gave it.
    public record Answered(Access access, Instant at, List<Account> accounts) {}

    /// Within a consortium, the consortium's account answers; otherwise the best answer of the
    /// organization's own account and of the accounts that bought for it (C4). The latter are
    /// looked up only if what is asked can be bought for a member, and if there can be a better
    /// answer than that of its own account.
    ///
    /// @param asOf as of that instant; null for now
    public static Answered answer(
            AccountSource source, Question question, Catalogs catalogs, @Nullable Instant asOf) {
        if (asOf == null) {
            AccountSource.Known known = source.known(question, catalogs);
            if (known != null && isWhole(known.answer(), source, question)) {
                LastingAnswer answer = known.answer();
                return new Answered(answer.access(), known.at(), answer.accounts());
            }
        }
        AccountSource.Read own = source.read(question.holder(), asOf);
        Instant at = asOf == null ? own.at() : asOf;
        Answered first = of(List.of(own.account()), question, catalogs, at);
        boolean standsAlone =
                question.within() != null
                        || isBest(first.access())
                        || !catalogs.isSoldForMembers(question.feature());
        if (asOf == null) {
            source.answered(first, question, catalogs, standsAlone);
        }
        if (standsAlone) {
            return first;
        }
        List<OrganizationId> buyers = source.buyersFor(question.organization());
        if (buyers.isEmpty()) {
            return first;
        }
        List<Account> accounts = new ArrayList<>();
        accounts.add(own.account());
        for (OrganizationId buyer : buyers) {
            AccountSource.Read read = source.read(buyer, asOf);
            accounts.add(read.account());
            at = asOf == null && read.at().isAfter(at) ? read.at() : at;
        }
        return of(accounts, question, catalogs, at);
    }

    private static boolean isWhole(LastingAnswer answer, AccountSource source, Question question) {
        return answer.standsAlone() || source.buyersFor(question.organization()).isEmpty();
    }

    /// What an organization has of an item: the license in the best state, that of its own account
    /// before those of equal state that others bought for it; without any, a paid order that waits.
    ///
    /// @param asOf as of that instant; null for now
    public static Right right(
            AccountSource source, OrganizationId holder, ItemId item, @Nullable Instant asOf) {
        List<AccountSource.Read> reads = new ArrayList<>();
        reads.add(source.read(holder, asOf));
        source.buyersFor(holder).forEach(buyer -> reads.add(source.read(buyer, asOf)));
        Optional<Right.Licensed> best =
                reads.stream()
                        .flatMap(r -> licensed(r, holder, item).stream())
                        .min(Comparator.comparingInt(l -> Gate.rank(l.license().state(l.at()))));
        if (best.isPresent()) {
            return best.get();
        }
        boolean awaited = reads.stream().anyMatch(r -> Gate.awaits(r.account(), holder, item));
        return awaited ? new Right.Awaited() : new Right.None();
    }

    private static Optional<Right.Licensed> licensed(
            AccountSource.Read read, OrganizationId holder, ItemId item) {
        return Optional.ofNullable(Gate.shown(read.account(), holder, item, read.at()))
                .map(license -> new Right.Licensed(license, read.at()));
    }

    /// Nothing is better than what is allowed without end.
    private static boolean isBest(Access access) {
        return access.state() == AccessState.ALLOWED && access.until() == null;
    }

    private static Answered of(
            List<Account> accounts, Question question, Catalogs catalogs, Instant at) {
        return new Answered(Gate.answer(accounts, question, catalogs, at), at, accounts);
    }
}
