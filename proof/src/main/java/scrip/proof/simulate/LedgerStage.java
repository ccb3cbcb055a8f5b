package scrip.proof.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.access.AccessReader;
import scrip.core.access.Gate;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Account;
import scrip.core.ledger.Command;
import scrip.core.ledger.Entry;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Realm;
import scrip.server.ledger.UnavailableException;
import scrip.server.rehearse.RealStage;
import scrip.server.rehearse.Stage;

/// A stage on whichever server is alive. Commands that a dead server did not answer are repeated,
/// with the same key, on its successor.
final class LedgerStage implements Stage {

    private static final int TRIES_MAX = 50;

    private final Installation installation;
    private final String name;
    private final Together together;
    private Instant clock;
    private Duration offset = Duration.ZERO;
    private Installation.@Nullable Server known;
    private @Nullable RealStage real;

    LedgerStage(Installation installation, String name, Instant clock, Together together) {
        this.installation = installation;
        this.name = name;
        this.clock = clock;
        this.together = together;
    }

    /// The stage on the living server.
    private RealStage real() {
        Installation.Server server = installation.server();
        together.beforeAsking(server.dead());
        RealStage stage = real;
        if (stage != null && server.equals(known)) {
            return stage;
        }
        Realm realm = server.ledger().realms().find(name).orElseThrow();
        stage =
                new RealStage(
                        server.ledger(),
                        realm,
                        installation.catalogs(name),
                        clock,
                        who(),
                        future -> together.await(future, server.dead()));
        real = stage;
        known = server;
        stage.serverClock(offset);
        return stage;
    }

    /// Does some work, and repeats it if the server dies meanwhile.
    private <T> T lasting(Function<RealStage, T> work) {
        for (int i = 0; i < TRIES_MAX; i++) {
            try {
                return work.apply(real());
            } catch (RealStage.AwayException | UnavailableException away) {
                together.beforeAskingAgain();
                awaitServing();
            }
        }
        throw new IllegalStateException("no ledger took over");
    }

    private void awaitServing() {
        try {
            installation.server().ledger().awaitServing(Duration.ofSeconds(1));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void moveTo(Instant at) {
        clock = at;
        lasting(stage -> {
            stage.moveTo(at);
            return at;
        });
    }

    @Override
    public void serverClock(Duration by) {
        offset = by;
        lasting(stage -> {
            stage.serverClock(by);
            return by;
        });
    }

    @Override
    public Catalogs catalogs() {
        return installation.catalogs(name);
    }

    @Override
    public CommandResult submit(OrganizationId account, Command<?> command, String key) {
        return lasting(stage -> stage.submit(account, command, key));
    }

    @Override
    public CommandResult submitBoth(Ledger.Directed first, Ledger.Directed second, String key) {
        return lasting(stage -> stage.submitBoth(first, second, key));
    }

    @Override
    public Read read(OrganizationId id, @Nullable Instant asOf) {
        return lasting(stage -> stage.read(id, asOf));
    }

    @Override
    public Instant now(Account account) {
        return lasting(stage -> stage.now(account));
    }

    @Override
    public @Nullable Known known(Gate.Question question, Catalogs catalogs) {
        return lasting(stage -> Optional.ofNullable(stage.known(question, catalogs))).orElse(null);
    }

    @Override
    public void answered(
            AccessReader.Answered answered,
            Gate.Question question,
            Catalogs catalogs,
            boolean standsAlone) {
        real().answered(answered, question, catalogs, standsAlone);
    }

    @Override
    public List<OrganizationId> buyersFor(OrganizationId id) {
        return lasting(stage -> stage.buyersFor(id));
    }

    @Override
    public List<Entry> noticesAfter(OrganizationId id, long seq) {
        return lasting(stage -> stage.noticesAfter(id, seq));
    }

    @Override
    public Obligations obligations(OrganizationId id) {
        return lasting(stage -> stage.obligations(id));
    }

    /// Waits for an answer, or for the death of the server that should give it.
    static Outcome answer(CompletableFuture<Outcome> submitted, CompletableFuture<Void> death) {
        CompletableFuture.anyOf(submitted, death).join();
        if (!submitted.isDone()) {
            throw new RealStage.AwayException("the server died");
        }
        return submitted.join();
    }
}
