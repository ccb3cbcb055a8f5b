package scrip.core.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Account;
import scrip.core.organization.OrganizationId;

/// Whose accounts may answer a question, and what they answer together (X1, C4, L8). Everything
/// that asks, asks here: programs, screens, scenarios and the simulation.
public final class AccessReader {

    private AccessReader() {}

    /// An answer, the instant it is for and the accounts that gave it.
    public record Answered(Access access, Instant at, List<Account> accounts) {}

    /// Within a consortium its account answers; otherwise the best of the organization's own
    /// account and of those that bought for it (C4). Those are looked up only if something can be
    /// better than what the own account answers.
    ///
    /// @param asOf as it was at that instant; null: now
    public static Answered answer(
            AccountSource source, Question question, Catalogs catalogs, @Nullable Instant asOf) {
        List<AccountSource.Read> reads = new ArrayList<>();
        reads.add(source.read(question.holder(), asOf));
        Answered first = of(reads, question, catalogs, asOf);
        if (question.within() != null || isBest(first.access())) {
            return first;
        }
        List<OrganizationId> buyers = source.buyersFor(question.organization());
        if (buyers.isEmpty()) {
            return first;
        }
        buyers.forEach(buyer -> reads.add(source.read(buyer, asOf)));
        return of(reads, question, catalogs, asOf);
    }

    /// Nothing is better than what is allowed without end.
    private static boolean isBest(Access access) {
        return access.state() == AccessState.ALLOWED && access.until() == null;
    }

    private static Answered of(
            List<AccountSource.Read> reads,
            Question question,
            Catalogs catalogs,
            @Nullable Instant asOf) {
        Instant at =
                asOf != null
                        ? asOf
                        : reads.stream()
                                .map(AccountSource.Read::at)
                                .max(Instant::compareTo)
                                .orElseThrow();
        List<Account> accounts = reads.stream().map(AccountSource.Read::account).toList();
        return new Answered(Gate.answer(accounts, question, catalogs, at), at, accounts);
    }
}
