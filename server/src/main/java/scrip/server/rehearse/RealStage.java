package scrip.server.rehearse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import scrip.core.access.AccessReader;
import scrip.core.access.Gate;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Account;
import scrip.core.ledger.Command;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.organization.OrganizationId;
import scrip.server.history.History;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Reading;
import scrip.server.ledger.Realm;

/// A stage on the real ledger: a sandbox realm of its own, with the queue and the writer that HTTP
/// uses.
public final class RealStage implements Stage {

    private final Ledger ledger;
    private final History history;
    private final Realm realm;
    private final Catalogs catalogs;
    private final String who;
    private final Waiting waiting;
    private Instant clock;
    private Duration offset = Duration.ZERO;

    /// How a stage waits for the answer to what it has submitted.
    public interface Waiting {

        Outcome on(CompletableFuture<Outcome> submitted);
    }

    /// @param catalogs the catalogs published in the realm
    /// @param who in whose name commands are submitted
    public RealStage(
            Ledger ledger,
            Realm realm,
            Catalogs catalogs,
            Instant clock,
            String who,
            Waiting waiting) {
        this.ledger = ledger;
        this.history = new History(ledger);
        this.realm = realm;
        this.catalogs = catalogs;
        this.clock = clock;
        this.who = who;
        this.waiting = waiting;
    }

    @Override
    public String who() {
        return who;
    }

    @Override
    public void moveTo(Instant at) {
        clock = at;
        setClock();
    }

    @Override
    public void serverClock(Duration by) {
        offset = by;
        setClock();
    }

    private void setClock() {
        Instant wanted = clock.plus(offset);
        if (!ledger.realms().now(realm).equals(wanted)) {
            ledger.realms().moveClock(realm, wanted);
        }
    }

    @Override
    public Catalogs catalogs() {
        return catalogs;
    }

    @Override
    public CommandResult submit(OrganizationId account, Command<?> command, String key) {
        return outcome(account, ledger.submit(realm, account, command, key, who, who));
    }

    @Override
    public CommandResult submitBoth(Ledger.Directed first, Ledger.Directed second, String key) {
        return outcome(
                first.account(),
                ledger.submitTogether(realm, List.of(first, second), key, who, who));
    }

    @Override
    public Read read(OrganizationId id, @Nullable Instant asOf) {
        if (asOf != null) {
            return new Read(ledger.readAsOf(realm, id, asOf).account(), asOf);
        }
        Reading reading = ledger.read(realm, id);
        return new Read(reading.account(), reading.now());
    }

    @Override
    public @Nullable Known known(Gate.Question question, Catalogs published) {
        return ledger.known(realm, question, published, ledger.realms().now(realm));
    }

    @Override
    public void answered(
            AccessReader.Answered answered,
            Gate.Question question,
            Catalogs published,
            boolean standsAlone) {
        ledger.keep(realm, answered, question, published, standsAlone);
    }

    @Override
    public Instant now(Account account) {
        Instant now = ledger.realms().now(realm);
        return now.isBefore(account.bookedAt()) ? account.bookedAt() : now;
    }

    @Override
    public List<OrganizationId> buyersFor(OrganizationId id) {
        return ledger.buyersFor(realm, id);
    }

    @Override
    public List<Entry> noticesAfter(OrganizationId id, long seq) {
        // Pending facts are read first: the deadline loop may book them at any time, and then they
        // are among the stored ones.
        List<Entry> pending = ledger.read(realm, id).pending();
        SortedMap<Long, Entry> all = new TreeMap<>();
        pending.forEach(entry -> all.put(entry.seq(), entry));
        long after = seq;
        List<Entry> page;
        do {
            page = history.entries(realm, id, after, Long.MAX_VALUE, History.PAGE_MAX);
            for (Entry entry : page) {
                all.put(entry.seq(), entry);
                after = entry.seq();
            }
        } while (page.size() == History.PAGE_MAX);
        return all.tailMap(seq + 1).values().stream()
                .filter(e -> e.fact() instanceof Fact.Noticed)
                .toList();
    }

    @Override
    public Obligations obligations(OrganizationId id) {
        History.Obligations live = history.obligations(realm, id, ledger.realms().now(realm));
        return new Obligations(live.count(), live.until());
    }

    private CommandResult outcome(OrganizationId account, CompletableFuture<Outcome> submitted) {
        return switch (waiting.on(submitted)) {
            case Outcome.Accepted accepted ->
                    new CommandResult(accepted.account(), accepted.answer(), null);
            case Outcome.Refused refused -> new CommandResult(account, null, refused.refusal());
            case Outcome.Unavailable unavailable ->
                    throw new AwayException("the ledger is away: " + unavailable.reason());
        };
    }

    /// The ledger did not answer: the command may be submitted again with the same key.
    public static final class AwayException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        public AwayException(String message) {
            super(message);
        }
    }
}
