package scrip.server.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void whateverTakesLongIsToldOnceASecond() {
        AtomicLong now = new AtomicLong();
        List<String> told = new ArrayList<>();
        Progress progress = new Progress(new Told(told::add, now::get), 3);
        progress.beside(1_000, "entries of the audit log");
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        progress.beside(2_000, "entries of the audit log");
        progress.beside(3_000, "entries of the audit log");
        progress.next(7);
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        progress.next(5);
        assertEquals(
                List.of(
                        "verify: 2,000 entries of the audit log",
                        "verify: 2 of 3 accounts, 12 facts"),
                told);
    }
}
