package scrip.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was reported stays, whatever happens to the file behind it.
class SpoolTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final long ROOM = 1_000_000_000;
    private static final SpoolWriter.Disk DISK = file -> file.getFD().sync();

    @TempDir Path folder;

    private Spool open() throws IOException {
        return open(DISK);
    }

    private Spool open(SpoolWriter.Disk disk) throws IOException {
        return new Spool(folder, ROOM, ClientMetrics.NONE, disk);
    }

    private static List<String> bodies(Spool spool) throws IOException {
        List<String> all = new ArrayList<>();
        for (var some = spool.next(10, 1_000); !some.isEmpty(); some = spool.next(10, 1_000)) {
            some.forEach(s -> all.add(s.body()));
        }
        return all;
    }

    private static List<String> numbered(int from, int until) {
        return IntStream.range(from, until).mapToObj(i -> "{\"n\":" + i + "}").toList();
    }

    private static void add(Spool spool, int from, int until) throws IOException {
        for (String body : numbered(from, until)) {
            spool.add(body, NOW);
        }
    }

    private Path segment(long number) throws IOException {
        return new Segments(folder.resolve("spool")).file(number);
    }

    @Test
    void whatWasAddedIsReadInOrderAgainAndAgainUntilItIsDone() throws IOException {
        try (Spool spool = open()) {
            add(spool, 0, 25);
            assertEquals(numbered(0, 25), bodies(spool));
            spool.back();
            var some = spool.next(10, ROOM);
            spool.done(some, 10);
            assertEquals(15, spool.state().queued());
            assertEquals(10, spool.state().delivered());
            assertEquals(NOW, spool.state().oldest().orElseThrow());
        }
        try (Spool spool = open()) {
            assertEquals(15, spool.state().queued());
            add(spool, 25, 30);
            assertEquals(numbered(10, 30), bodies(spool));
            assertTrue(Files.exists(segment(1)));
            spool.back();
            spool.done(spool.next(100, ROOM), 20);
            assertEquals(0, spool.state().queued());
            assertTrue(spool.state().oldest().isEmpty());
            // What was delivered goes.
            assertTrue(Files.notExists(segment(1)));
        }
    }

    @Test
    void cutAtEveryByteItKeepsWhatIsWholeAndGoesOn() throws IOException {
        try (Spool spool = open()) {
            add(spool, 0, 3);
        }
        byte[] whole = Files.readAllBytes(segment(1));
        int frame = whole.length / 3;
        for (int length = 0; length <= whole.length; length++) {
            Files.write(segment(1), Arrays.copyOf(whole, length));
            Files.deleteIfExists(segment(2));
            try (Spool spool = open()) {
                int kept = length / frame;
                assertEquals(kept, spool.state().queued());
                add(spool, 3, 4);
                List<String> expected = new ArrayList<>(numbered(0, kept));
                expected.addAll(numbered(3, 4));
                assertEquals(expected, bodies(spool), "cut at " + length);
                assertEquals(0, spool.state().damaged());
            }
        }
    }

    @Test
    void damageInTheMiddleIsSetAsideAndWhatFollowsIsDelivered() throws IOException {
        try (Spool spool = open()) {
            add(spool, 0, 3);
        }
        byte[] whole = Files.readAllBytes(segment(1));
        int frame = whole.length / 3;
        List<String> expected = List.of("{\"n\":0}", "{\"n\":2}");
        for (int at = frame; at < 2 * frame; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            Files.write(segment(1), damaged);
            for (Path old : files("aside")) {
                Files.delete(old);
            }
            for (int turn = 0; turn < 2; turn++) {
                try (Spool spool = open()) {
                    assertEquals(2, spool.state().queued());
                    assertEquals(expected, bodies(spool), "damaged at " + at);
                    assertEquals(1, spool.state().damaged());
                }
            }
            assertEquals(frame, Files.size(files("aside").get(0)));
        }
    }

    @Test
    void aDamagedLastOneIsSetAsideToo() throws IOException {
        try (Spool spool = open()) {
            add(spool, 0, 2);
        }
        byte[] whole = Files.readAllBytes(segment(1));
        whole[whole.length - 2] ^= 1;
        Files.write(segment(1), whole);
        try (Spool spool = open()) {
            assertEquals(numbered(0, 1), bodies(spool));
            assertEquals(1, spool.state().damaged());
        }
    }

    private List<Path> files(String name) throws IOException {
        try (var all = Files.list(folder.resolve(name))) {
            return all.sorted().toList();
        }
    }

    @Test
    void aPositionThatIsTornOnlyRepeats() throws IOException {
        try (Spool spool = open()) {
            add(spool, 0, 20);
            spool.done(spool.next(5, ROOM), 5);
            spool.done(spool.next(5, ROOM), 5);
        }
        Path position = folder.resolve("position");
        byte[] whole = Files.readAllBytes(position);
        for (int at = 0; at < whole.length; at++) {
            byte[] torn = whole.clone();
            torn[at] ^= 0x55;
            Files.write(position, torn);
            try (Spool spool = open()) {
                long queued = spool.state().queued();
                assertTrue(queued == 10 || queued == 15, "damaged at " + at + ": " + queued);
            }
        }
    }

    @Test
    void twoClientsDoNotShareAFolder() throws IOException {
        try (Spool spool = open()) {
            IOException taken = assertThrows(IOException.class, this::open);
            assertTrue(taken.toString().contains("another client uses"), taken::toString);
            add(spool, 0, 1);
        }
    }

    @Test
    void theyAreInManyFilesWhenThereAreMany() throws IOException {
        String body = "{\"n\":\"" + "x".repeat(50_000) + "\"}";
        try (Spool spool = open(file -> {})) {
            for (int i = 0; i < 400; i++) {
                spool.add(body, NOW);
            }
            assertTrue(files("spool").size() >= 3);
            int read = 0;
            for (var some = spool.next(50, ROOM); !some.isEmpty(); some = spool.next(50, ROOM)) {
                read += some.size();
                spool.done(some, some.size());
            }
            assertEquals(400, read);
            assertEquals(1, files("spool").size());
        }
    }

    /// The system tells a failure once; whoever asks again is told that all is well.
    @Test
    void whatTheDiskDidNotConfirmIsWrittenElsewhere() throws IOException {
        List<RandomAccessFile> failed = new ArrayList<>();
        try (Spool spool =
                open(file -> {
                    if (failed.isEmpty()) {
                        failed.add(file);
                        throw new IOException("input/output error");
                    }
                    if (failed.contains(file)) {
                        throw new AssertionError("asked again");
                    }
                })) {
            add(spool, 0, 3);
            assertEquals(numbered(0, 3), bodies(spool));
        }
        assertEquals(0, Files.size(segment(1)));
        try (Spool spool = open()) {
            assertEquals(numbered(0, 3), bodies(spool));
        }
    }

    @Test
    void aReportThatTheDiskNeverConfirmsIsNotAccepted() throws IOException {
        boolean[] faulty = {false};
        try (Spool spool =
                open(file -> {
                    if (faulty[0]) {
                        throw new IOException("input/output error");
                    }
                })) {
            add(spool, 0, 2);
            faulty[0] = true;
            assertThrows(IOException.class, () -> add(spool, 2, 3));
            assertThrows(IOException.class, () -> add(spool, 3, 4));
            faulty[0] = false;
            add(spool, 4, 5);
            assertEquals(List.of("{\"n\":0}", "{\"n\":1}", "{\"n\":4}"), bodies(spool));
            assertEquals(3, spool.state().queued());
        }
        try (Spool spool = open()) {
            assertEquals(List.of("{\"n\":0}", "{\"n\":1}", "{\"n\":4}"), bodies(spool));
        }
    }

    @Test
    void manyWhoReportAtOnceShareTheDiskAndNoneIsLost() throws Exception {
        Random random = new Random(7);
        ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        try (Spool spool =
                open(file -> {
                    synchronized (random) {
                        if (random.nextInt(20) == 0) {
                            throw new IOException("input/output error");
                        }
                    }
                    file.getFD().sync();
                })) {
            for (int t = 0; t < 8; t++) {
                int own = t;
                threads.add(new Thread(() -> report(spool, own, accepted)));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            List<String> read = bodies(spool);
            assertEquals(read.size(), read.stream().distinct().count());
            assertEquals(accepted.stream().sorted().toList(), read.stream().sorted().toList());
        }
        try (Spool spool = open()) {
            assertEquals(accepted.size(), spool.state().queued());
        }
    }

    private static void report(Spool spool, int thread, ConcurrentLinkedQueue<String> accepted) {
        for (int i = 0; i < 50; i++) {
            String body = "{\"t\":" + thread + ",\"n\":" + i + "}";
            try {
                spool.add(body, NOW);
                accepted.add(body);
            } catch (IOException faulty) {
                // Not accepted.
            }
        }
    }

    @Test
    void aSpoolThatIsFullSaysSoAndLosesNothing() throws IOException {
        try (Spool spool = new Spool(folder, 100, ClientMetrics.NONE, DISK)) {
            add(spool, 0, 2);
            assertThrows(IOException.class, () -> add(spool, 2, 10));
            int kept = (int) spool.state().queued();
            assertEquals(numbered(0, kept), bodies(spool));
        }
    }

    /// Who is interrupted closes no file for the others.
    @Test
    void aThreadThatIsInterruptedReportsLikeAnyOther() throws IOException {
        try (Spool spool = open()) {
            add(spool, 0, 1);
            Thread.currentThread().interrupt();
            add(spool, 1, 2);
            assertTrue(Thread.interrupted());
            add(spool, 2, 3);
            assertEquals(numbered(0, 3), bodies(spool));
            assertTrue(Files.notExists(segment(2)));
        }
    }

    @Test
    void nothingIsAcceptedAfterTheEnd() throws IOException {
        Spool spool = open();
        spool.close();
        assertThrows(IOException.class, () -> add(spool, 0, 1));
    }
}
