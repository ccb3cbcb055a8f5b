package scrip.bench.access;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.order.LineRequest;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.catalog.ShippedCatalogs;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Settings;

/// A temporary database whose live realm has consortia that all bought the same: cases, the basic
/// software, and software that requires it.
final class Buyers implements AutoCloseable {

    static final String CASES = "aimis/mimi-ai-report";
    static final String SOFTWARE = "aimis/cloud-film";
    private static final String BASIC = "aimis/basic";
    private static final Duration SERVING_MAX = Duration.ofSeconds(30);
    private static final int WINDOW = 4_096;

    private final Path folder;
    private final Database database;
    private final Ledger ledger;
    private final Catalogs catalogs = new Catalogs(ShippedCatalogs.all());
    private final List<OrganizationId> ids = new ArrayList<>();

    Buyers(int count) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("scrip-bench-");
        database = Database.open(new DatabaseLocation.Embedded(folder));
        ledger = Ledger.start(database, _ -> catalogs, InstantSource.system(), Settings.standard());
        if (!ledger.awaitServing(SERVING_MAX)) {
            throw new IllegalStateException("the ledger did not start");
        }
        for (int i = 0; i < count; i++) {
            ids.add(new OrganizationId("consortium-" + i));
        }
        submit("open", _ -> opened());
        submit("agreement", _ -> agreement());
        List<Answer> ordered = submit("order", _ -> order());
        submit(
                "pay",
                i ->
                        ordered.get(i) instanceof Answer.Ordered(var order)
                                ? Command.Pay.bySandbox(List.of(order.id()))
                                : opened());
    }

    Ledger ledger() {
        return ledger;
    }

    Realm realm() {
        return ledger.realms().live();
    }

    Catalogs catalogs() {
        return catalogs;
    }

    List<OrganizationId> ids() {
        return ids;
    }

    private List<Answer> submit(String key, Function<Integer, Command<?>> command) {
        List<Answer> answers = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += WINDOW) {
            List<CompletableFuture<Outcome>> pending = new ArrayList<>();
            for (int i = from; i < Math.min(from + WINDOW, ids.size()); i++) {
                pending.add(
                        ledger.submit(
                                realm(), ids.get(i), command.apply(i), key, "bench", "bench"));
            }
            for (CompletableFuture<Outcome> one : pending) {
                if (one.join() instanceof Outcome.Accepted accepted) {
                    answers.add(accepted.answer());
                } else {
                    throw new IllegalStateException(key + " not accepted: " + one.join());
                }
            }
        }
        return answers;
    }

    private static Command<?> opened() {
        return new Command.OpenAccount(
                OrganizationKind.CONSORTIUM, "Consortium", ZoneOffset.UTC, null);
    }

    private static Command<?> agreement() {
        return new Command.SignAgreement(
                "aimis",
                "A-1",
                "Dr Li",
                LocalDate.parse("2026-01-20"),
                null,
                null,
                null,
                List.of(),
                BigDecimal.ZERO,
                new TreeMap<>());
    }

    private static Command<?> order() {
        return new Command.PlaceOrder(
                List.of(
                        new LineRequest(CASES, null, null, 1_000L, null, null, null, null, null),
                        software(BASIC),
                        software(SOFTWARE)),
                true,
                "bench",
                false,
                true);
    }

    private static LineRequest software(String item) {
        return new LineRequest(item, null, null, null, null, 1, null, null, null);
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        database.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
