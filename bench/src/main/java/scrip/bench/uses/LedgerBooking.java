package scrip.bench.uses;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Outcome;

/// Uses booked by the ledger, in process.
final class LedgerBooking implements Booking {

    private static final long UNITS = 1_000_000_000L;

    private final Scratch.Server server;
    private final List<OrganizationId> accounts;
    private final List<Command<?>> uses;

    /// @param server that has these accounts
    LedgerBooking(Scratch.Server server, List<OrganizationId> accounts) {
        this.server = server;
        this.accounts = accounts;
        this.uses = accounts.stream().<Command<?>>map(Scratch::use).toList();
    }

    /// Ids of accounts, whether or not they are there.
    static List<OrganizationId> ids(String prefix, int count) {
        List<OrganizationId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(new OrganizationId(prefix + "-" + i));
        }
        return ids;
    }

    /// Opens accounts and grants each more units than it will use.
    static void open(Scratch.Server server, List<OrganizationId> accounts) {
        server.all(accounts.size(), i -> server.opened(accounts.get(i)));
        server.all(accounts.size(), i -> server.grant(accounts.get(i), UNITS, 0));
    }

    @Override
    public void use(int account, String key, boolean subject) {
        Scratch.Server.accepted(submit(account, key, subject));
    }

    CompletableFuture<Outcome> submit(int account, String key, boolean subject) {
        OrganizationId id = accounts.get(account);
        Command<?> use = subject ? withSubject(id) : uses.get(account);
        return server.submit(id, use, key);
    }

    private static Command<?> withSubject(OrganizationId account) {
        return new Command.Use(
                account, null, Scratch.RESOURCE, 1, null, Surface.API, null, subject(), false);
    }

    /// As long as 128 bits of a keyed hash.
    static String subject() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }
}
