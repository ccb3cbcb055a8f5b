package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Enforces the sizes of `docs/style.md`: a method fits on a screen, a file in a sitting.
class SizeTest {

    private static final int FILE_LINES_MAX = 400;
    private static final int METHOD_LINES_MAX = 60;

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void aFileIsReadInASitting() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            long lines;
            try (Stream<String> all = Files.lines(file)) {
                lines = all.count();
            }
            if (lines > FILE_LINES_MAX) {
                tooLong.add(ROOT.relativize(file) + ": " + lines + " lines");
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void aMethodFitsOnAScreen() throws IOException {
        List<Path> java = sources().stream().filter(SizeTest::isJava).toList();
        List<String> tooLong = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(java));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree file : task.parse()) {
                new TooLong(file, positions, tooLong).scan(file, null);
            }
        }
        assertEquals(List.of(), tooLong);
    }

    /// Collects the methods of a file that are too long, without their annotations, which may be a
    /// table of cases.
    private static final class TooLong extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree file;
        private final SourcePositions positions;
        private final List<String> found;

        TooLong(CompilationUnitTree file, SourcePositions positions, List<String> found) {
            this.file = file;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            long end = positions.getEndPosition(file, method);
            // A constructor that the compiler adds has no end.
            if (end > 0) {
                long first = firstLine(method);
                long count = file.getLineMap().getLineNumber(end - 1) - first + 1;
                if (count > METHOD_LINES_MAX) {
                    String where =
                            ROOT.relativize(Path.of(file.getSourceFile().toUri())).toString();
                    found.add(where + ":" + first + " " + method.getName() + ": " + count);
                }
            }
            return super.visitMethod(method, null);
        }

        private long firstLine(MethodTree method) {
            LineMap lines = file.getLineMap();
            var annotations = method.getModifiers().getAnnotations();
            return annotations.isEmpty()
                    ? lines.getLineNumber(positions.getStartPosition(file, method))
                    : lines.getLineNumber(positions.getEndPosition(file, annotations.getLast()))
                            + 1;
        }
    }

    /// What people write: the sources of every module, and those of the console and its stories.
    private static List<Path> sources() throws IOException {
        List<Path> all = new ArrayList<>();
        List<String> modules = new ArrayList<>();
        try (Stream<Path> folders = Files.list(ROOT)) {
            for (Path module : folders.sorted().toList()) {
                List<Path> own = new ArrayList<>(under(module.resolve("src")));
                own.addAll(under(module.resolve("e2e")));
                if (!own.isEmpty()) {
                    modules.add(module.getFileName().toString());
                    all.addAll(own);
                }
            }
        }
        assertTrue(
                modules.containsAll(
                        List.of("bench", "client", "console", "core", "proof", "server")),
                () -> "not all modules were found: " + modules);
        return all;
    }

    private static List<Path> under(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(SizeTest::isWritten).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isWritten(Path file) {
        String name = file.getFileName().toString();
        return isJava(file)
                || ((name.endsWith(".ts") || name.endsWith(".tsx") || name.endsWith(".css"))
                        // made from the contract
                        && !name.equals("schema.d.ts"));
    }

    private static boolean isJava(Path file) {
        return file.toString().endsWith(".java");
    }
}
