package scrip.proof.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What can catch a mutated core: the scenarios and the tests of core.
final class Suites {

    private static final Path SCENARIOS = Path.of("scenarios");
    private static final Pattern RULE = Pattern.compile("\\b[COMTLRSX][0-9]{1,2}\\b");

    /// A mutated core may block or loop forever.
    private static final int SECONDS_MAX = 240;

    private final Sound sound;
    private final Map<Path, List<String>> citedBy = new LinkedHashMap<>();

    Suites(Sound sound) {
        this.sound = sound;
        try (Stream<Path> all = Files.walk(sound.root().resolve(SCENARIOS))) {
            for (Path file : all.filter(p -> p.toString().endsWith(".yaml")).sorted().toList()) {
                citedBy.put(file, cited(Javac.read(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cited(String scenario) {
        List<String> rules = new ArrayList<>();
        scenario.lines().filter(l -> l.startsWith("cites:")).findFirst().map(RULE::matcher).stream()
                .flatMap(Matcher::results)
                .forEach(found -> rules.add(found.group()));
        return rules;
    }

    /// The first scenario that fails on the mutated core, of those that cite the rule.
    Optional<String> citing(Workshop workshop, String rule) {
        return scenarios(workshop, cited -> cited.contains(rule));
    }

    /// The first scenario that fails on the mutated core, of those that do not cite the rule.
    Optional<String> others(Workshop workshop, String rule) {
        return scenarios(workshop, cited -> !cited.contains(rule));
    }

    private Optional<String> scenarios(Workshop workshop, Predicate<List<String>> which) {
        List<String> files =
                citedBy.entrySet().stream()
                        .filter(e -> which.test(e.getValue()))
                        .map(e -> e.getKey().toString())
                        .toList();
        return run(workshop, ScenarioPlayer.class, files).map(this::fromRoot);
    }

    /// @throws IllegalStateException if a scenario or a test of core fails on unchanged code, since
    ///   it would then seem to catch every mutant
    void checkSound() {
        try (Workshop nothing = new Workshop(sound)) {
            scenarios(nothing, _ -> true)
                    .or(() -> coreTests(nothing))
                    .ifPresent(failure -> {
                        throw new IllegalStateException("fails on unchanged code: " + failure);
                    });
        }
    }

    /// The first test of core that fails on the mutated core.
    Optional<String> coreTests(Workshop workshop) {
        return run(workshop, UnitTests.class, sound.coreTests());
    }

    private String fromRoot(String failure) {
        String prefix = sound.root() + "/";
        return failure.startsWith(prefix) ? failure.substring(prefix.length()) : failure;
    }

    private static Optional<String> run(
            Workshop workshop,
            Class<? extends Function<List<String>, Optional<String>>> by,
            List<String> what) {
        try (URLClassLoader loader = workshop.loader()) {
            FutureTask<Optional<String>> task = new FutureTask<>(() -> call(loader, by, what));
            Thread thread = Thread.ofPlatform().daemon().name("spoiled").unstarted(task);
            thread.setContextClassLoader(loader);
            thread.start();
            return task.get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Optional.of(
                    by.getSimpleName() + " did not end within " + SECONDS_MAX + " seconds");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Optional<String> call(
            ClassLoader loader,
            Class<? extends Function<List<String>, Optional<String>>> by,
            List<String> what)
            throws ReflectiveOperationException {
        Object made = loader.loadClass(by.getName()).getDeclaredConstructor().newInstance();
        return ((Function<List<String>, Optional<String>>) made).apply(what);
    }
}
