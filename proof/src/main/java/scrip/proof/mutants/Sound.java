package scrip.proof.mutants;

import java.io.File;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The unchanged classes: core with its tests and the tests of the server are compiled once from
/// source, everything else is used as built. A mutated class is placed before them on the class
/// path. Since javac inlines constants into other classes, a constant must be mutated where it is
/// used.
///
/// The libraries are those that Maven resolved for the tests of the server, before those of the
/// module proof: a library that the server's tests need is named in `server/pom.xml` only.
final class Sound implements AutoCloseable {

    private static final Path CORE = Path.of("core/src/main/java");
    private static final Path CORE_TESTS = Path.of("core/src/test/java");
    private static final Path SERVER_TESTS = Path.of("server/src/test/java");
    private static final Path SERVER_TEST_RESOURCES = Path.of("server/src/test/resources");

    /// Written by the build of the server.
    private static final Path SERVER_TEST_LIBRARIES = Path.of("server/target/test-libraries.txt");

    private final Path root;
    private final String built;
    private final Path folder = Javac.temporary();
    private final Set<Path> compiled = new HashSet<>();

    /// @param root the root of the repository
    Sound(Path root) {
        this.root = root;
        this.built =
                Stream.of(
                                root.resolve(SERVER_TEST_RESOURCES).toString(),
                                Javac.read(root.resolve(SERVER_TEST_LIBRARIES)).strip(),
                                System.getProperty("java.class.path"))
                        .flatMap(path -> Stream.of(path.split(File.pathSeparator, -1)))
                        // Absolute, for processes with another working directory.
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .distinct()
                        .collect(Collectors.joining(File.pathSeparator));
        compile(CORE);
    }

    Path root() {
        return root;
    }

    String classPath() {
        return folder + File.pathSeparator + built;
    }

    /// The test classes of core.
    List<String> coreTests() {
        compile(CORE_TESTS);
        return tests(root.resolve(CORE_TESTS), root.resolve(CORE_TESTS));
    }

    /// The test classes of a package of the server; all of them for the empty name.
    List<String> serverTests(String folderOfPackage) {
        compile(SERVER_TESTS);
        Path all = root.resolve(SERVER_TESTS);
        return tests(all, all.resolve(folderOfPackage));
    }

    /// Once.
    private void compile(Path sources) {
        if (!compiled.add(sources)) {
            return;
        }
        Javac.compile(Javac.sources(Javac.below(root.resolve(sources))), folder, built, folder)
                .ifPresent(errors -> {
                    throw new IllegalStateException(sources + " does not compile: " + errors);
                });
    }

    /// The names of the test classes in a folder of sources.
    static List<String> tests(Path sources, Path below) {
        return Javac.below(below).stream()
                .map(p -> sources.relativize(p).toString())
                .filter(name -> name.endsWith("Test.java"))
                .map(name -> name.substring(0, name.length() - ".java".length()).replace('/', '.'))
                .toList();
    }

    @Override
    public void close() {
        Javac.delete(folder);
    }
}
