package scrip.proof.mutants;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The unchanged classes: core with its tests and the tests of the server are compiled once from
/// source, everything else is used as built. A mutated class is placed before them on the class
/// path. Since javac inlines constants into other classes, a constant must be mutated where it is
/// used.
final class Sound implements AutoCloseable {

    private static final Path CORE = Path.of("core/src/main/java");
    private static final Path CORE_TESTS = Path.of("core/src/test/java");
    private static final Path SERVER_TESTS = Path.of("server/src/test/java");

    /// Absolute, for processes with another working directory.
    private static final String BUILT =
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .map(entry -> Path.of(entry).toAbsolutePath().toString())
                    .collect(Collectors.joining(File.pathSeparator));

    private final Path root;
    private final Path folder = Javac.temporary();
    private List<String> coreTests = List.of();

    /// @param root the root of the repository
    Sound(Path root) {
        this.root = root;
        compile(CORE, "");
    }

    Path root() {
        return root;
    }

    String classPath() {
        return folder + File.pathSeparator + BUILT;
    }

    /// The test classes of core.
    List<String> coreTests() {
        if (coreTests.isEmpty()) {
            compile(CORE_TESTS, "");
            coreTests = tests(CORE_TESTS, "");
        }
        return coreTests;
    }

    /// The test classes of a package of the server; all of them for the empty name.
    List<String> serverTests(String folderOfPackage) {
        compile(SERVER_TESTS, folderOfPackage);
        return tests(SERVER_TESTS, folderOfPackage);
    }

    private void compile(Path sources, String below) {
        Path from = root.resolve(sources);
        Javac.compile(
                        Javac.sources(Javac.below(from.resolve(below))),
                        folder,
                        BUILT,
                        below.isEmpty() ? folder : from)
                .ifPresent(errors -> {
                    throw new IllegalStateException(sources + " does not compile: " + errors);
                });
    }

    private List<String> tests(Path sources, String below) {
        Path from = root.resolve(sources);
        return Javac.below(from.resolve(below)).stream()
                .map(p -> from.relativize(p).toString())
                .filter(name -> name.endsWith("Test.java"))
                .map(name -> name.substring(0, name.length() - ".java".length()).replace('/', '.'))
                .toList();
    }

    @Override
    public void close() {
        Javac.delete(folder);
    }
}
