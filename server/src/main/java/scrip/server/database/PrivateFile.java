package scrip.server.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// Files that nobody but their owner can read, from their first byte on. What is written is there
/// as a whole or not at all, also after a crash.
public final class PrivateFile {

    /// What ends the name of a file that is being written; left behind only by a crash.
    static final String PARTIAL = ".new";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final int NAME_BYTES = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PrivateFile() {}

    /// Makes a file in a folder that is there.
    ///
    /// @throws FileAlreadyExistsException if it is there already; it stays as it is
    public static void create(Path file, byte[] bytes) throws IOException {
        Path partial = partial(file, bytes);
        try {
            put(partial, file);
        } finally {
            Files.deleteIfExists(partial);
        }
        sync(file);
    }

    /// Makes a file with a text.
    public static void create(Path file, String text) throws IOException {
        create(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /// The text of a file, which is made if there is none, with its folder. Of several who make it
    /// at once one is first, and all get what that one wrote.
    ///
    /// @param fresh the text if it is made
    public static String createOrRead(Path file, String fresh) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(folder(file));
            try {
                create(file, fresh);
            } catch (FileAlreadyExistsException _) {
                // Somebody else was first.
            }
        }
        return read(file);
    }

    /// Writes a file, in the place of what may be there.
    public static void replace(Path file, String text) throws IOException {
        Path partial = partial(file, text.getBytes(StandardCharsets.UTF_8));
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
        sync(file);
    }

    /// The text of a file.
    public static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    /// Makes an empty file for what is too large to be written at once.
    ///
    /// @throws FileAlreadyExistsException if it is there already
    public static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ALONE);
    }

    /// Gives a file another name, in the same folder, that no file has.
    ///
    /// @throws FileAlreadyExistsException if one has it
    public static void put(Path from, Path to) throws IOException {
        try {
            // A link never takes the place of another file; not every file system has links.
            Files.createLink(to, from);
            Files.delete(from);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (IOException | UnsupportedOperationException _) {
            if (Files.exists(to)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// Makes the name of a file as durable as what is in it.
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(folder(file), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path partial(Path file, byte[] bytes) throws IOException {
        byte[] random = new byte[NAME_BYTES];
        RANDOM.nextBytes(random);
        String name = file.getFileName() + "." + HexFormat.of().formatHex(random) + PARTIAL;
        Path partial = file.resolveSibling(name);
        boolean whole = false;
        try (FileChannel channel = open(partial)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
            whole = true;
            return partial;
        } finally {
            if (!whole) {
                Files.deleteIfExists(partial);
            }
        }
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }
}
