package scrip.bench.mutants;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What may notice a spoiled core: the scenarios and the tests of core.
final class Suites {

    private static final Path SCENARIOS = Path.of("scenarios");
    private static final Pattern RULE = Pattern.compile("\\b[COMTLRSX][0-9]{1,2}\\b");

    /// A spoiled core may wait or turn for ever.
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

    /// The first scenario that fails on the spoiled core, those that cite the rule first.
    Optional<String> scenarios(Workshop workshop, String rule) {
        List<String> files = new ArrayList<>();
        citedBy.forEach((file, rules) -> {
            if (rules.contains(rule)) {
                files.add(file.toString());
            }
        });
        citedBy.keySet().stream()
                .map(Path::toString)
                .filter(f -> !files.contains(f))
                .forEach(files::add);
        return run(workshop, ScenarioPlayer.class, files).map(this::fromRoot);
    }

    /// The first test of core that fails on the spoiled core.
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
