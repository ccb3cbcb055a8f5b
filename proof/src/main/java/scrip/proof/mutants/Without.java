package scrip.proof.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A class path without one resource. Code that lists resources of a kind, such as migrations,
/// would otherwise find the original beside the mutated one.
final class Without {

    private Without() {}

    /// Replaces each folder or jar that has the resource by a copy without it.
    ///
    /// @param into where the copies go
    static String resource(String classPath, String resource, Path into) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            Path copy = into.resolve("without-" + entries.size());
            if (Files.exists(path.resolve(resource))) {
                copyFolder(path, resource, copy);
                entries.add(copy.toString());
            } else if (entry.endsWith(".jar") && removed(path, resource, copy)) {
                entries.add(copy.toString());
            } else {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void copyFolder(Path from, String resource, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                String name = from.relativize(path).toString();
                if (!name.equals(resource)) {
                    Files.copy(path, to.resolve(name));
                }
            }
        }
    }

    private static boolean removed(Path jar, String resource, Path to) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            if (!Files.exists(files.getPath(resource))) {
                return false;
            }
        }
        Files.copy(jar, to);
        try (FileSystem files = FileSystems.newFileSystem(to)) {
            Files.delete(files.getPath(resource));
        }
        return true;
    }
}
