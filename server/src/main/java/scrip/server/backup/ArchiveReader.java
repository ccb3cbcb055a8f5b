package scrip.server.backup;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import scrip.server.setting.Launcher;

/// Reads the entries of an archive one after the other.
record ArchiveReader(ArchivePlace place, @Nullable SealingKey key) {

    /// The last record of a zip file, without a comment, and how it begins.
    private static final int END_BYTES = 22;

    private static final byte[] END = {'P', 'K', 5, 6};
    private static final byte[] BEGIN = {'P', 'K', 3, 4};

    /// What is done with an entry.
    interface Visitor {
        void entry(String name, InputStream content) throws IOException, SQLException;
    }

    /// Hands each entry to the visitor, in the order of the archive.
    ///
    /// @throws ArchiveFault if it cannot be read to its end, or if the visitor says so
    void each(Visitor visitor) throws SQLException {
        String[] at = {"its begin"};
        try (InputStream raw = place.open()) {
            InputStream opened = opened(raw);
            Tail tail = new Tail(opened);
            ZipInputStream zip = new ZipInputStream(tail, StandardCharsets.UTF_8);
            ZipEntry entry = zip.getNextEntry();
            while (entry != null) {
                at[0] = entry.getName();
                visitor.entry(entry.getName(), zip);
                zip.closeEntry();
                entry = zip.getNextEntry();
            }
            at[0] = "its end";
            tail.transferTo(OutputStream.nullOutputStream());
            if (!tail.isEnd()) {
                throw new EOFException("its list of entries is not there");
            }
        } catch (ArchiveFault fault) {
            throw new ArchiveFault(place + ": " + fault.getMessage(), fault);
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            throw new ArchiveFault(
                    place
                            + ": "
                            + at[0]
                            + " cannot be read ("
                            + damaged.getMessage()
                            + "): the archive was changed or cut; take another one",
                    damaged);
        } catch (IOException failure) {
            throw new ArchiveFault(
                    place + " cannot be read at " + at[0] + " (" + failure + "): try again",
                    failure);
        }
    }

    private InputStream opened(InputStream raw) throws IOException {
        byte[] first = raw.readNBytes(SealingKey.MAGIC.length);
        if (Arrays.equals(first, SealingKey.MAGIC)) {
            if (key == null) {
                throw new ArchiveFault("it is encrypted: name its key file by --key");
            }
            return new SealedInputStream(raw, key);
        }
        if (key != null) {
            throw new ArchiveFault(
                    "it is not encrypted, so it is not what was made with that key: leave out --key"
                            + " only if you know where it comes from");
        }
        if (!Arrays.equals(Arrays.copyOf(first, BEGIN.length), BEGIN)) {
            throw new ArchiveFault(
                    "it is not an archive of "
                            + Launcher.line("backup")
                            + ", or its begin was changed");
        }
        return new SequenceInputStream(new ByteArrayInputStream(first), raw);
    }

    /// Remembers the last bytes: a zip file is read without them, but is not whole without them.
    private static final class Tail extends FilterInputStream {

        private final byte[] last = new byte[END_BYTES];

        Tail(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            if (read > 0) {
                int taken = Math.min(read, END_BYTES);
                System.arraycopy(last, taken, last, 0, END_BYTES - taken);
                System.arraycopy(bytes, from + read - taken, last, END_BYTES - taken, taken);
            }
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        boolean isEnd() {
            return Arrays.equals(Arrays.copyOf(last, END.length), END);
        }
    }
}
