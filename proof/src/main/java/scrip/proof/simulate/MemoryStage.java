package scrip.proof.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.ledger.Apply;
import scrip.core.ledger.Command;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Envelope;
import scrip.core.ledger.Fact;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Ledger;
import scrip.server.rehearse.Stage;

/// A stage on `core` alone: the facts of every account in lists, no database, no threads.
public final class MemoryStage implements Stage {

    private final Catalogs catalogs;
    private final Map<OrganizationId, MemoryLedger> ledgers = new LinkedHashMap<>();
    private Instant clock = Instant.EPOCH;
    private Duration offset = Duration.ZERO;
    private long ids;

    public MemoryStage(List<Catalog> catalogs) {
        this.catalogs = new Catalogs(catalogs);
    }

    @Override
    public void moveTo(Instant at) {
        clock = at;
    }

    @Override
    public void serverClock(Duration by) {
        offset = by;
    }

    @Override
    public Catalogs catalogs() {
        return catalogs;
    }

    @Override
    public CommandResult submit(OrganizationId id, Command<?> command, String key) {
        if (command instanceof Command.Use use && use.within() != null) {
            MemoryLedger own = ledger(use.organization());
            CommandResult first = own.firstAnswer(key, command);
            if (first != null && first.answer() != null) {
                return first;
            }
        }
        return submit(ledger(id), command, key);
    }

    /// Books what has fallen due on an account, as the deadline loop does.
    void tick(OrganizationId id) {
        submit(ledger(id), new Command.Tick(), null);
    }

    private CommandResult submit(MemoryLedger ledger, Command<?> command, @Nullable String key) {
        ids++;
        Envelope<?> envelope =
                new Envelope<>(
                        command,
                        key,
                        new UUID(ids << 16 | 0x7000L, 1L << 63),
                        "simulation",
                        "simulation");
        return ledger.submit(envelope, catalogs, clock.plus(offset), this::ledger);
    }

    @Override
    public CommandResult submitBoth(Ledger.Directed first, Ledger.Directed second, String key) {
        MemoryLedger before = ledger(first.account()).copy();
        CommandResult outcome = submit(first.account(), first.command(), key);
        if (outcome.refusal() != null) {
            return outcome;
        }
        CommandResult other = submit(second.account(), second.command(), key);
        if (other.refusal() != null) {
            ledgers.put(first.account(), before);
            return other;
        }
        return outcome;
    }

    @Override
    public Read read(OrganizationId id, @Nullable Instant asOf) {
        MemoryLedger ledger = ledger(id);
        if (asOf != null) {
            return new Read(Advance.to(ledger.asOf(asOf), asOf).account(), asOf);
        }
        Account account = ledger.advanced(clock.plus(offset));
        return new Read(account, now(account));
    }

    @Override
    public Instant now(Account account) {
        Instant now = clock.plus(offset);
        return now.isBefore(account.bookedAt()) ? account.bookedAt() : now;
    }

    /// Whether the clock is behind what an account has booked (T5).
    boolean isBehind(Account account) {
        return clock.plus(offset).isBefore(account.bookedAt());
    }

    @Override
    public List<OrganizationId> buyersFor(OrganizationId id) {
        return ledgers.entrySet().stream()
                .filter(e -> e.getValue().beneficiaries().contains(id))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public List<Entry> noticesAfter(OrganizationId id, long seq) {
        MemoryLedger ledger = ledger(id);
        List<Entry> all = new ArrayList<>(ledger.entries());
        all.addAll(Advance.to(ledger.account(), clock.plus(offset)).entries());
        return all.stream().filter(e -> e.seq() > seq && e.fact() instanceof Fact.Noticed).toList();
    }

    @Override
    public Obligations obligations(OrganizationId id) {
        MemoryLedger ledger = ledger(id);
        return ledger.obligations(now(ledger.account()));
    }

    /// The account replayed from its entries; must equal its state.
    public Account replayed(OrganizationId id) {
        Account account = Account.none(id);
        for (Entry entry : ledger(id).entries()) {
            account = Apply.apply(account, entry);
        }
        return account;
    }

    /// The organizations that have been opened.
    public List<OrganizationId> organizations() {
        return List.copyOf(ledgers.keySet());
    }

    /// The ledger of one organization.
    public MemoryLedger ledger(OrganizationId id) {
        return ledgers.computeIfAbsent(id, MemoryLedger::new);
    }

    /// The number of keys answered, by account; for tests.
    Map<OrganizationId, Integer> keyCounts() {
        Map<OrganizationId, Integer> counts = new HashMap<>();
        ledgers.forEach((id, ledger) -> counts.put(id, ledger.keyCount()));
        return counts;
    }
}
