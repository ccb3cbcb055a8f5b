package scrip.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// The files of a spool, each with a number, which is its place in the order.
final class Segments {

    private static final String ENDING = ".spool";

    private final Path folder;

    Segments(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Path folder() {
        return folder;
    }

    Path file(long number) {
        return folder.resolve(String.format("%012d%s", number, ENDING));
    }

    /// The numbers of those there are, in order.
    List<Long> numbers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.matches("[0-9]{12}" + ENDING))
                    .map(n -> Long.parseLong(n.substring(0, n.length() - ENDING.length())))
                    .sorted()
                    .toList();
        }
    }

    /// What a file has from a place on.
    byte[] bytes(long number, long from, long until) throws IOException {
        try (FileChannel in = FileChannel.open(file(number), StandardOpenOption.READ)) {
            int length = (int) Math.max(0, Math.min(until, in.size()) - from);
            ByteBuffer all = ByteBuffer.allocate(length);
            while (all.hasRemaining() && in.read(all, from + all.position()) >= 0) {
                // A read may give less than asked.
            }
            return all.array();
        }
    }

    /// Sees to it that a new file is found again after the machine has failed.
    void force() throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        try (FileChannel all = FileChannel.open(folder, StandardOpenOption.READ)) {
            all.force(true);
        }
    }

    void delete(long number) throws IOException {
        Files.deleteIfExists(file(number));
    }
}
