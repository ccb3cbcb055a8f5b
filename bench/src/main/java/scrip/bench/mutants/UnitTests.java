package scrip.bench.mutants;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs test classes by name. Made by name in a loader of its own, or as the program of a process
/// of its own, so that what they test is the spoiled one.
public final class UnitTests implements Function<List<String>, Optional<String>> {

    /// What begins the line in which a process names the test that failed first.
    static final String FAILED = "first failure: ";

    /// The test that failed first, and why; nothing if all passed.
    @Override
    public Optional<String> apply(List<String> classes) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(classes.stream().map(DiscoverySelectors::selectClass).toList())
                        .build();
        First first = new First();
        LauncherFactory.create().execute(request, first);
        return Optional.ofNullable(first.failure);
    }

    /// Runs the classes that are named, and prints the first failure.
    public static void main(String[] classes) {
        PrintStream out = System.out;
        Optional<String> failure = new UnitTests().apply(List.of(classes));
        failure.ifPresent(f -> out.println(FAILED + f.replace('\n', ' ')));
        System.exit(failure.isPresent() ? 1 : 0);
    }

    private static final class First implements TestExecutionListener {

        private volatile @org.jspecify.annotations.Nullable String failure;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (failure == null && result.getStatus() == TestExecutionResult.Status.FAILED) {
                failure = name(test) + " " + result.getThrowable().map(Object::toString).orElse("");
            }
        }

        private static String name(TestIdentifier test) {
            return test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(MethodSource.class::cast)
                    .map(m ->
                            m.getClassName().substring(m.getClassName().lastIndexOf('.') + 1)
                                    + "."
                                    + m.getMethodName())
                    .orElseGet(test::getDisplayName);
        }
    }
}
