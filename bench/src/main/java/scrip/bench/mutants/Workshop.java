package scrip.bench.mutants;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles sources with one of them spoiled, into a folder that lives as long as the workshop, and
/// loads everything of ours anew over it. Plain javac: what a check of the build would refuse is
/// not what is asked here.
final class Workshop implements AutoCloseable {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager FILES =
            COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    private final Path root;
    private final Path folder;

    /// @param root the root of the repository
    Workshop(Path root) {
        this.root = root;
        try {
            folder = Files.createTempDirectory("scrip-mutant");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the spoiled classes are.
    Path folder() {
        return folder;
    }

    /// Compiles every source below a folder, one of them spoiled.
    ///
    /// @throws Mutant.StaleException if it does not compile
    void compile(Path sources, Mutant mutant) {
        List<JavaFileObject> units = new ArrayList<>();
        for (Path source : below(root.resolve(sources))) {
            if (source.endsWith("module-info.java")) {
                continue;
            }
            boolean spoiled = source.equals(root.resolve(mutant.file()));
            if (spoiled) {
                units.add(new Spoiled(source, mutant.applied(read(source))));
            } else {
                FILES.getJavaFileObjects(source).forEach(units::add);
            }
        }
        String errors = compile(units, List.of());
        if (errors != null) {
            throw new Mutant.StaleException(mutant, "does not compile: " + errors);
        }
    }

    /// Compiles the tests below a folder, and what they need of other tests.
    void compileTests(Path tests, Path sourcePath) {
        List<JavaFileObject> units = new ArrayList<>();
        for (Path test : below(root.resolve(tests))) {
            FILES.getJavaFileObjects(test).forEach(units::add);
        }
        String errors = compile(units, List.of("-sourcepath", root.resolve(sourcePath).toString()));
        if (errors != null) {
            throw new IllegalStateException("the tests do not compile: " + errors);
        }
    }

    private @org.jspecify.annotations.Nullable String compile(
            List<JavaFileObject> units, List<String> more) {
        StringWriter messages = new StringWriter();
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-parameters",
                                "-d",
                                folder.toString(),
                                "-classpath",
                                classPath()));
        options.addAll(more);
        boolean done = COMPILER.getTask(messages, FILES, null, options, null, units).call();
        return done ? null : messages.toString();
    }

    /// The class path with the spoiled classes first.
    String classPath() {
        return folder + File.pathSeparator + System.getProperty("java.class.path");
    }

    /// A loader that knows none of our classes from elsewhere, and all libraries.
    URLClassLoader loader() {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath().split(File.pathSeparator, -1)) {
            try {
                urls.add(Path.of(entry).toUri().toURL());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), new Libraries());
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> below(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(p -> p.toString().endsWith(".java")).sorted().toList();
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

    /// Everything but our own classes.
    private static final class Libraries extends ClassLoader {

        Libraries() {
            super(Libraries.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("scrip.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    private static final class Spoiled extends SimpleJavaFileObject {

        private final String text;

        Spoiled(Path file, String text) {
            super(URI.create("spoiled:///" + file.getFileName()), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
