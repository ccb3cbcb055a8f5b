package scrip.server.rehearse;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import scrip.core.catalog.Catalogs;
import scrip.server.database.Database;
import scrip.server.database.DatabaseFault;
import scrip.server.database.DatabaseLocation;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Settings;
import scrip.server.rehearse.Rehearsal.Played;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;
import scrip.server.verify.Verification;
import scrip.server.yaml.Fault;
import tools.jackson.databind.json.JsonMapper;

/// `./scrip rehearse FILE...`: plays scenarios on the real code, on a scratch PostgreSQL.
@Command(
        name = "rehearse",
        description = "Play scenario files through the same queue and writer as HTTP.")
public final class RehearseCommand implements Callable<Integer> {

    private static final int AT_ONCE = 16;
    private static final Duration START_MAX = Duration.ofSeconds(30);

    private final PrintStream out;
    private final PrintStream err;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE-OR-FOLDER",
            description = "scenario files, or folders with such")
    private List<String> names = new ArrayList<>();

    @Option(names = "--json", description = "print the outcome of each step as a line of JSON")
    private boolean json;

    private final JsonMapper mapper = JsonMapper.builder().build();
    private int passed;
    private int failed;
    private boolean faulty;

    public RehearseCommand(Terminal terminal) {
        this.out = terminal.out();
        this.err = terminal.err();
    }

    /// Plays the files and folders named.
    ///
    /// @return 0 if all passed, 1 if any failed, 2 if a file is not a scenario
    @Override
    public Integer call() {
        return run(names);
    }

    private int run(List<String> names) {
        List<Scenario> scenarios = new ArrayList<>();
        for (Path file : files(names)) {
            switch (ScenarioFile.read(file)) {
                case ScenarioFile.Parsed.Valid valid -> scenarios.add(valid.scenario());
                case ScenarioFile.Parsed.Faulty faults -> {
                    faulty = true;
                    for (Fault fault : faults.faults()) {
                        err.println(file + ":" + fault);
                    }
                }
            }
        }
        if (scenarios.isEmpty() && !faulty) {
            err.println("scrip: there is no scenario in " + String.join(", ", names));
            faulty = true;
        }
        try {
            if (!scenarios.isEmpty()) {
                play(scenarios);
            }
        } catch (DatabaseFault fault) {
            err.println("scrip: " + fault.getMessage());
            return Manners.FAILED;
        }
        if (!json) {
            out.println(passed + " passed, " + failed + " failed");
        }
        return faulty ? Manners.WRONG : failed > 0 ? Manners.FAILED : Manners.DONE;
    }

    /// The scenario files in the named folders, without duplicates; a name that is not a folder is
    /// a file.
    private NavigableSet<Path> files(List<String> names) {
        NavigableSet<Path> all = new TreeSet<>();
        for (String name : names) {
            Path path = Path.of(name);
            if (!Files.isDirectory(path)) {
                all.add(path);
                continue;
            }
            try (Stream<Path> found = Files.walk(path)) {
                found.filter(p -> p.toString().endsWith(".yaml")).forEach(all::add);
            } catch (IOException | UncheckedIOException failure) {
                err.println("scrip: " + path + " cannot be read: " + failure.getMessage());
                faulty = true;
            }
        }
        return all;
    }

    private void play(List<Scenario> scenarios) {
        Map<String, Catalogs> published = new ConcurrentHashMap<>();
        try (Database database = Database.open(new DatabaseLocation.Scratch());
                Ledger ledger =
                        Ledger.start(
                                database,
                                realm ->
                                        published.getOrDefault(
                                                realm.name(), new Catalogs(List.of())),
                                InstantSource.system(),
                                Settings.standard());
                ExecutorService players = Executors.newFixedThreadPool(AT_ONCE)) {
            if (!ledger.awaitServing(START_MAX)) {
                throw new IllegalStateException("the ledger did not start on its scratch database");
            }
            List<Future<List<Played>>> results = new ArrayList<>();
            for (int i = 0; i < scenarios.size(); i++) {
                Scenario scenario = scenarios.get(i);
                String name = "rehearsal-" + (i + 1);
                published.put(name, new Catalogs(scenario.catalogs()));
                Callable<List<Played>> task =
                        () -> played(ledger, name, scenario, new Catalogs(scenario.catalogs()));
                results.add(players.submit(task));
            }
            for (int i = 0; i < scenarios.size(); i++) {
                tell(scenarios.get(i), results.get(i));
            }
            audit(database);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            err.println("scrip: the rehearsal was interrupted");
            failed++;
        }
    }

    /// Audits the ledger: a scenario can pass and still leave it inconsistent.
    private void audit(Database database) {
        for (String finding : new Verification(database).run().findings()) {
            failed++;
            err.println("FAILED  the ledger after all scenarios: " + finding);
        }
    }

    private static List<Played> played(
            Ledger ledger, String name, Scenario scenario, Catalogs catalogs) {
        Instant at = scenario.begins();
        Realm realm = ledger.realms().createSandbox(name, at);
        return Rehearsal.play(
                scenario,
                new RealStage(
                        ledger, realm, catalogs, at, Stage.REHEARSAL, CompletableFuture::join));
    }

    private void tell(Scenario scenario, Future<List<Played>> result) throws InterruptedException {
        List<Played> steps;
        try {
            steps = result.get();
        } catch (ExecutionException bug) {
            failed++;
            err.println("FAILED  " + scenario.file() + ": " + bug.getCause());
            return;
        }
        Played last = steps.isEmpty() ? null : steps.getLast();
        String failure = last == null ? null : last.failure();
        if (failure == null) {
            passed++;
        } else {
            failed++;
        }
        if (json) {
            steps.forEach(step -> out.println(mapper.writeValueAsString(line(scenario, step))));
        } else if (last != null && failure != null) {
            String verb = last.verb() == null ? "time" : last.verb();
            out.println(
                    "FAILED  %s:%d  %s: %s: %s"
                            .formatted(
                                    scenario.file(), last.line(), scenario.title(), verb, failure));
        } else {
            out.println("passed  " + scenario.file() + "  " + scenario.title());
        }
    }

    private static Map<String, @Nullable Object> line(Scenario scenario, Played step) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("file", scenario.file());
        line.put("line", step.line());
        line.put("at", step.at() == null ? null : step.at().toString());
        line.put("verb", step.verb());
        Map<String, Object> outcome = new LinkedHashMap<>();
        step.outcome()
                .forEach((key, value) ->
                        outcome.put(key, value instanceof Instant i ? i.toString() : value));
        line.put("outcome", outcome);
        line.put("passed", step.failure() == null);
        if (step.failure() != null) {
            line.put("failure", step.failure());
        }
        return line;
    }
}
