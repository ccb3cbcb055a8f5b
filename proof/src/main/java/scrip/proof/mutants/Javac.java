package scrip.proof.mutants;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles with plain javac: whether the build's other checks would refuse a mutant does not
/// matter here.
final class Javac {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager FILES =
            COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    private Javac() {}

    /// Compiles sources into a folder.
    ///
    /// @param sourcePath where to find other sources that these need
    /// @return the compiler's errors; empty if they compile
    static Optional<String> compile(
            List<JavaFileObject> sources, Path into, String classPath, Path sourcePath) {
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of(
                        "-proc:none",
                        "-nowarn",
                        "-parameters",
                        "-implicit:class",
                        "-d",
                        into.toString(),
                        "-classpath",
                        into + File.pathSeparator + classPath,
                        "-sourcepath",
                        sourcePath.toString());
        boolean done = COMPILER.getTask(messages, FILES, null, options, null, sources).call();
        return done ? Optional.empty() : Optional.of(messages.toString());
    }

    static List<JavaFileObject> sources(List<Path> files) {
        List<JavaFileObject> sources = new ArrayList<>();
        FILES.getJavaFileObjectsFromPaths(files).forEach(sources::add);
        return sources;
    }

    /// The Java files below a folder, except `module-info.java`.
    static List<Path> below(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(p -> p.toString().endsWith(".java"))
                    .filter(p -> !p.endsWith("module-info.java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path temporary() {
        try {
            return Files.createTempDirectory("scrip-mutants");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
