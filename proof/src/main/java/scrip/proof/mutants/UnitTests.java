package scrip.proof.mutants;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs tests by name, of a class or, as `CLASS#METHOD`, one alone. Made by name in a loader of its
/// own, or as the program of a process of its own, so that what they test is the spoiled one.
public final class UnitTests implements Function<List<String>, Optional<String>> {

    /// What begins the line in which a process names the test that failed first.
    static final String FAILED = "first failure: ";

    /// The test that failed first, and why; nothing if all passed. Those after it are not run.
    @Override
    public Optional<String> apply(List<String> tests) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(tests.stream().map(UnitTests::selector).toList())
                        .build();
        CancellationToken token = CancellationToken.create();
        First first = new First(token);
        LauncherFactory.create()
                .execute(
                        LauncherExecutionRequestBuilder.request(request)
                                .listeners(first)
                                .cancellationToken(token)
                                .build());
        return Optional.ofNullable(first.failure);
    }

    private static DiscoverySelector selector(String test) {
        return test.contains("#")
                ? DiscoverySelectors.selectMethod(test)
                : DiscoverySelectors.selectClass(test);
    }

    /// Runs the tests that are named, and prints the first failure.
    public static void main(String[] tests) {
        PrintStream out = System.out;
        Optional<String> failure = new UnitTests().apply(List.of(tests));
        // What a test has printed last may be no whole line.
        failure.ifPresent(f -> out.println("\n" + FAILED + f.replace('\n', ' ')));
        System.exit(failure.isPresent() ? 1 : 0);
    }

    private static final class First implements TestExecutionListener {

        private final CancellationToken token;
        private volatile @Nullable String failure;

        First(CancellationToken token) {
            this.token = token;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (failure == null && result.getStatus() == TestExecutionResult.Status.FAILED) {
                failure = name(test) + " " + result.getThrowable().map(Object::toString).orElse("");
                token.cancel();
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
