package scrip.server.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;

/// A backup or a restore that ends after some bytes as if its process had been killed: no hook and
/// no `finally` runs.
final class Halting {

    private static final int KILLED = 137;

    private Halting() {}

    /// Runs one of the two.
    ///
    /// @param args `backup` or `restore`, the archive, after how many bytes, and the database: a
    ///   folder, or a URL, a user and a password
    public static void main(String[] args) throws Exception {
        FilePlace place = new FilePlace(Path.of(args[1]));
        long bytes = Long.parseLong(args[2]);
        DatabaseLocation where =
                args.length == 4
                        ? new DatabaseLocation.Embedded(Path.of(args[3]))
                        : new DatabaseLocation.External(args[3], args[4], args[5]);
        if (args[0].equals("backup")) {
            try (Database database = Database.asItIs(where);
                    ArchivePlace.Draft draft = new HaltingDraft(place.draft(), bytes)) {
                Backup.write(database, Map.of(), draft, null, Progress.silent());
                draft.keep();
            }
            return;
        }
        ArchiveCheck.Checked checked =
                ArchiveCheck.check(new ArchiveReader(place, null), Progress.silent());
        ArchiveCheck.Checked halting =
                new ArchiveCheck.Checked(
                        new ArchiveReader(new HaltingPlace(place, bytes), null),
                        checked.manifest(),
                        checked.beside(),
                        checked.sum());
        try (Database database = Database.openVacant(where)) {
            Restore.load(database, halting, Progress.silent());
        }
    }

    private static final class HaltingDraft extends ArchivePlace.Draft {
        private final ArchivePlace.Draft draft;
        private long left;

        HaltingDraft(ArchivePlace.Draft draft, long left) {
            this.draft = draft;
            this.left = left;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            draft.write(bytes, from, (int) Math.min(length, left));
            left -= length;
            if (left <= 0) {
                Runtime.getRuntime().halt(KILLED);
            }
        }

        @Override
        void keep() throws IOException {
            draft.keep();
        }

        @Override
        public void close() throws IOException {
            draft.close();
        }
    }

    private record HaltingPlace(ArchivePlace place, long bytes) implements ArchivePlace {
        @Override
        public Draft draft() throws IOException {
            return place.draft();
        }

        @Override
        public InputStream open() throws IOException {
            long[] left = {bytes};
            return new FilterInputStream(place.open()) {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] to, int from, int length) throws IOException {
                    if (left[0] <= 0) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                    int read = in.read(to, from, (int) Math.min(length, left[0]));
                    left[0] -= Math.max(0, read);
                    return read;
                }
            };
        }
    }
}
