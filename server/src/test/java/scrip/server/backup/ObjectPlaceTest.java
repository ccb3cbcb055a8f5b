package scrip.server.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scrip.server.database.TestDatabase;

/// Archives in an object store, for which another implementation of S3 stands in.
@Timeout(120)
class ObjectPlaceTest {

    private static LocalS3 store;
    private static Map<String, String> environment;

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        store = LocalS3.builder().port(port).mode(LocalS3Mode.IN_MEMORY).build();
        store.start();
        environment =
                Map.of(
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port,
                        "AWS_ACCESS_KEY_ID", "id",
                        "AWS_SECRET_ACCESS_KEY", "secret");
        place("x").client().createBucket(request -> request.bucket("archives"));
    }

    @AfterAll
    static void end() {
        store.shutdown();
    }

    private static ObjectPlace place(String name) {
        return ObjectPlace.of("s3://archives/" + name, environment);
    }

    @Test
    void anArchiveGoesThereAndComesBack() throws Exception {
        try (TestDatabase source = TestDatabase.fresh();
                TestDatabase target = TestDatabase.vacant()) {
            Archives.run(source, "insert into accounts_in_use values (1, now())");
            ObjectPlace place = place("some/folder/it.zip");
            try (ArchivePlace.Draft draft = place.draft()) {
                Backup.write(source.database(), Map.of(), draft, null, Progress.silent());
                draft.keep();
            }
            Restore.load(target.database(), Archives.check(place, null), Progress.silent());
            assertEquals(Archives.rows(source), Archives.rows(target));
            ArchiveFault fault = assertThrows(ArchiveFault.class, place::draft);
            assertTrue(fault.getMessage().contains("overwrites nothing"), fault.getMessage());
        }
    }

    @Test
    void aLargeOneIsPutTogetherFromParts() throws Exception {
        byte[] bytes = new byte[(32 << 20) + 12345];
        new Random(1).nextBytes(bytes);
        ObjectPlace place = place("large");
        try (ArchivePlace.Draft draft = place.draft()) {
            draft.write(bytes, 0, 1000);
            draft.write(bytes, 1000, bytes.length - 1000);
            draft.keep();
        }
        try (InputStream in = place.open()) {
            assertArrayEquals(bytes, in.readAllBytes());
        }
    }

    @Test
    void whatIsNotKeptIsNotThere() throws Exception {
        ObjectPlace place = place("given-up");
        try (ArchivePlace.Draft draft = place.draft()) {
            byte[] bytes = new byte[(32 << 20) + 1];
            Arrays.fill(bytes, (byte) 1);
            draft.write(bytes);
        }
        ArchiveFault fault = assertThrows(ArchiveFault.class, place::open);
        assertEquals("there is no archive s3://archives/given-up", fault.getMessage());
    }

    @Test
    void whatIsWrongIsTold() {
        ArchiveFault fault =
                assertThrows(
                        ArchiveFault.class, () -> ObjectPlace.of("s3://archives", environment));
        assertTrue(fault.getMessage().contains("s3://bucket/name"), fault.getMessage());
        Map<String, String> nowhere = new HashMap<>(environment);
        nowhere.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        fault =
                assertThrows(
                        ArchiveFault.class,
                        () -> ObjectPlace.of("s3://archives/x", nowhere).draft());
        assertTrue(fault.getMessage().contains("check the bucket"), fault.getMessage());
        fault =
                assertThrows(
                        ArchiveFault.class,
                        () -> ObjectPlace.of("s3://no-such-bucket/x", environment).open());
        assertTrue(fault.getMessage().contains("s3://no-such-bucket/x"), fault.getMessage());
    }
}
