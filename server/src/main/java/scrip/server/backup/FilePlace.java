package scrip.server.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scrip.server.database.PrivateFile;

/// An archive in a file. While it is made it has another name that ends in `.partial`.
record FilePlace(Path file) implements ArchivePlace {

    private static final String PARTIAL = ".partial";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NAME =
            Pattern.compile("scrip-(\\d{8}T\\d{6}Z)\\.zip(?:\\.sealed)?");

    /// The file that is named, or one named for the time in the folder that is named.
    static FilePlace of(Path named, Instant now, boolean sealed) {
        return new FilePlace(Files.isDirectory(named) ? named.resolve(name(now, sealed)) : named);
    }

    /// The name of an archive that was given none: it says when the backup began.
    static String name(Instant now, boolean sealed) {
        return "scrip-" + STAMP.format(now) + (sealed ? ".zip.sealed" : ".zip");
    }

    /// When the backup began whose archive has a name that [#name] gave it, whatever was done to
    /// the file since; empty for other names.
    static Optional<Instant> madeAt(String name) {
        Matcher found = NAME.matcher(name);
        try {
            return found.matches()
                    ? Optional.of(STAMP.parse(found.group(1), Instant::from))
                    : Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    @Override
    public Draft draft() throws IOException {
        if (Files.exists(file)) {
            throw alreadyThere();
        }
        Path partial = file.resolveSibling(file.getFileName() + PARTIAL);
        try {
            Files.deleteIfExists(partial);
            return new FileDraft(PrivateFile.open(partial), partial);
        } catch (NoSuchFileException _) {
            throw new ArchiveFault(
                    "the folder of " + file + " is not there: make it, or name another file");
        }
    }

    @Override
    public InputStream open() throws IOException {
        try {
            if (Files.isDirectory(file)) {
                throw new ArchiveFault(file + " is a folder: name the archive in it");
            }
            return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (NoSuchFileException _) {
            throw new ArchiveFault("there is no archive " + file);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private ArchiveFault alreadyThere() {
        return new ArchiveFault(
                file + " is there already, and a backup overwrites nothing: name another file");
    }

    private final class FileDraft extends Draft {
        private final FileChannel channel;
        private final OutputStream out;
        private @Nullable Path partial;

        FileDraft(FileChannel channel, Path partial) {
            this.channel = channel;
            this.out = Channels.newOutputStream(channel);
            this.partial = partial;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        void keep() throws IOException {
            Path whole = partial;
            if (whole == null) {
                throw new IllegalStateException("it was closed");
            }
            channel.force(true);
            channel.close();
            try {
                PrivateFile.put(whole, file);
            } catch (FileAlreadyExistsException _) {
                throw alreadyThere();
            }
            partial = null;
            PrivateFile.sync(file);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Path left = partial;
            partial = null;
            if (left != null) {
                Files.deleteIfExists(left);
            }
        }
    }
}
