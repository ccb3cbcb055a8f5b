package scrip.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;

/// What a row of the log says: its command, its facts and its answer.
///
/// A use is plain if all three follow from typed columns; that is decided by [#plain], and the
/// opposite direction is here too, so that whoever changes one sees the other.
public final class LogEntries {

    private LogEntries() {}

    /// The JSON of a row that is not a plain use.
    ///
    /// @param seed from which the command made the ids of what it created
    record Body(UUID seed, Command<?> command, List<Booked> facts, Answer answer) {}

    /// A fact with the microsecond at which it takes effect.
    record Booked(long effectiveAt, Fact fact) {}

    /// The typed columns of an accepted command; null unless it is a plain use.
    static LogRow.@Nullable Plain plain(Batch.Step step) {
        List<Entry> entries = step.accepted().entries();
        if (entries.size() != 1
                || !(step.part().command() instanceof Command.Use ask)
                || !(step.accepted().answer() instanceof Answer.Used answer)
                || !(entries.getFirst().fact() instanceof Fact.UseBooked use)) {
            return null;
        }
        Entry entry = entries.getFirst();
        OrganizationId account = step.slot().ref().id();
        boolean own = ask.within() == null && ask.organization().equals(account);
        boolean within = account.equals(ask.within()) && !ask.organization().equals(account);
        Instant asked = ask.eventAt();
        boolean sound =
                (own || within)
                        && step.submission().isUse()
                        && entry.effectiveAt().equals(entry.bookedAt())
                        && (asked == null ? entry.bookedAt() : asked).equals(use.eventAt())
                        && ask.resource().equals(use.pool().resource().toString())
                        && use.hold() == null
                        && use.emergency() == null
                        && answer.result() == Answer.UseResult.BOOKED
                        && isCovered(use);
        return sound
                ? new LogRow.Plain(
                        own ? null : ask.organization(),
                        asked,
                        use.late(),
                        use.reported(),
                        use.surface(),
                        ask.storageYears() != null,
                        use.draws(),
                        use.owed(),
                        answer.available())
                : null;
    }

    /// Whether what a use drew and what it owes make up its quantity.
    private static boolean isCovered(Fact.UseBooked use) {
        long covered = use.owed();
        for (Draw draw : use.draws()) {
            if (draw.units() <= 0) {
                return false;
            }
            covered += draw.units();
        }
        return covered == use.quantity();
    }

    /// The JSON of any other accepted command.
    static String body(Batch.Step step) {
        return LedgerJson.body(
                step.part().seed().drawn(),
                step.part().body(),
                step.accepted().entries().stream()
                        .map(e -> new Booked(Stored.micros(e.effectiveAt()), e.fact()))
                        .toList(),
                step.accepted().answer());
    }

    /// The facts of a row.
    ///
    /// @param account whose row it is
    public static List<Entry> entries(LogRow row, OrganizationId account) {
        LogRow.Use use = row.use();
        LogRow.Plain plain = use == null ? null : use.plain();
        if (use != null && plain != null) {
            Fact fact = booked(row, use, plain, account);
            return List.of(new Entry(row.seq(), row.bookedAt(), row.bookedAt(), fact));
        }
        return entries(row.first(), row.bookedAt(), body(row));
    }

    /// The facts of a row with a body.
    ///
    /// @param first the sequence number of its first fact
    static List<Entry> entries(long first, Instant bookedAt, Body body) {
        List<Entry> entries = new ArrayList<>();
        for (Booked booked : body.facts()) {
            entries.add(
                    new Entry(
                            first + entries.size(),
                            Stored.ofMicros(booked.effectiveAt()),
                            bookedAt,
                            booked.fact()));
        }
        return entries;
    }

    private static Fact.UseBooked booked(
            LogRow row, LogRow.Use use, LogRow.Plain plain, OrganizationId account) {
        OrganizationId organization = plain.organization();
        Instant event = plain.eventAt();
        return new Fact.UseBooked(
                use.pool(),
                key(row).text(),
                organization == null ? account : organization,
                use.quantity(),
                event == null ? row.bookedAt() : event,
                plain.late(),
                plain.reported(),
                plain.surface(),
                use.subject(),
                null,
                List.of(),
                plain.draws(),
                plain.owed(),
                use.storageUntil(),
                null);
    }

    /// The command of a row.
    public static Command<?> command(LogRow row, OrganizationId account) {
        LogRow.Use use = row.use();
        LogRow.Plain plain = use == null ? null : use.plain();
        if (use == null || plain == null) {
            return body(row).command();
        }
        OrganizationId organization = plain.organization();
        return new Command.Use(
                organization == null ? account : organization,
                organization == null ? null : account,
                use.pool().resource().toString(),
                use.quantity(),
                plain.termNamed() ? (Integer) use.pool().storageYears() : null,
                plain.surface(),
                plain.eventAt(),
                use.subject(),
                plain.reported());
    }

    /// The answer to the command of a row, as it was given first.
    ///
    /// @param account any later state of the account, which has the ids of the packs
    static Answer answer(LogRow row, Account account) {
        LogRow.Use use = row.use();
        LogRow.Plain plain = use == null ? null : use.plain();
        if (use == null || plain == null) {
            return body(row).answer();
        }
        PoolKey key = use.pool();
        return new Answer.Used(
                Answer.UseResult.BOOKED,
                key,
                drawn(account.pool(key), plain.draws()),
                plain.owed(),
                plain.available(),
                plain.late(),
                null);
    }

    /// Draws by the ids of their packs, each pack once.
    private static List<Answer.PackUnits> drawn(Pool pool, List<Draw> draws) {
        List<Answer.PackUnits> drawn = new ArrayList<>();
        for (Draw draw : draws) {
            drawn.add(new Answer.PackUnits(pool.pack(draw.pack()).id(), draw.units()));
        }
        return List.copyOf(drawn);
    }

    /// The digest of the content that a repeat of the row's key must match.
    ///
    /// @param account whose row it is
    static Digest content(LogRow row, OrganizationId account) {
        Digest stored = key(row).content();
        return stored == null ? Digest.of(Content.of(command(row, account))) : stored;
    }

    private static LogRow.Key key(LogRow row) {
        LogRow.Key key = row.key();
        if (key == null) {
            throw new IllegalStateException("a row without a key: " + row);
        }
        return key;
    }

    private static Body body(LogRow row) {
        String json = row.body();
        if (json == null) {
            throw new IllegalStateException("neither a body nor a plain use: " + row);
        }
        return LedgerJson.body(json);
    }
}
