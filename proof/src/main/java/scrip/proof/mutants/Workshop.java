package scrip.proof.mutants;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/// One mutated source in its own folder, placed before the unchanged classes while the workshop is
/// open.
final class Workshop implements AutoCloseable {

    private static final String RESOURCES = "src/main/resources";
    private static final Path CATALOGS = Path.of("catalogs");
    private static final String SPOILED = "spoiled";

    private final Path folder = Javac.temporary();
    private String classPath;

    /// Nothing mutated: whatever fails here would fail on every mutant.
    Workshop(Sound sound) {
        this.classPath = sound.classPath();
        folder.resolve(SPOILED).toFile().mkdir();
    }

    /// @throws Mutant.StaleException if its text is not found, or it does not compile
    Workshop(Sound sound, Mutant mutant) {
        this(sound);
        try {
            Path file = sound.root().resolve(mutant.file());
            String spoiled = mutant.applied(Javac.read(file));
            if (mutant.file().toString().endsWith(".java")) {
                compile(mutant, spoiled);
            } else {
                Path name = resource(mutant.file());
                Path to = folder.resolve(SPOILED).resolve(name);
                Files.createDirectories(to.getParent());
                Files.writeString(to, spoiled);
                classPath = Without.resource(classPath, name.toString(), folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Mutant.StaleException e) {
            Javac.delete(folder);
            throw e;
        }
    }

    /// The name on the class path; catalogs are copied as they are.
    private static Path resource(Path file) {
        return file.startsWith(CATALOGS)
                ? file
                : file.getName(0).resolve(RESOURCES).relativize(file);
    }

    private void compile(Mutant mutant, String spoiled) throws IOException {
        Path into = folder.resolve(SPOILED);
        Path nothingElse = folder;
        Optional<String> errors =
                Javac.compile(
                        List.of(new Spoiled(mutant.file(), spoiled)), into, classPath, nothingElse);
        errors.ifPresent(e -> {
            throw new Mutant.StaleException(mutant, "does not compile: " + e);
        });
    }

    /// The class path with the mutated class first.
    String classPath() {
        return folder.resolve(SPOILED) + File.pathSeparator + classPath;
    }

    /// A class loader that loads our classes only from this class path, and shares all libraries.
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
        Javac.delete(folder);
    }

    /// Everything except our own classes and catalogs.
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

        @Override
        public @Nullable URL getResource(String name) {
            return Path.of(name).startsWith(CATALOGS) ? null : super.getResource(name);
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
