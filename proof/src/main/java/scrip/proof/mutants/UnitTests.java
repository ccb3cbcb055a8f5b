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

/// Runs tests by name: all of a class, or one as `CLASS#METHOD`. Created by reflection in its own
/// class loader, or run as the main class of its own process, so that the tests use the mutated
/// classes.
public final class UnitTests implements Function<List<String>, Optional<String>> {

    /// The prefix of the line in which a process names the first failed test.
    static final String FAILED = "first failure: ";

    /// The first failed test and the reason; empty if all passed. Tests after it are not run.
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

    /// Runs the named tests, and prints the first failure.
    public static void main(String[] tests) {
        PrintStream out = System.out;
        Optional<String> failure = new UnitTests().apply(List.of(tests));
        // The last output of a test may lack a line end.
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
