package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import scrip.server.http.ProblemException;

/// A caller who tries too often has to wait, and nobody else does.
class ThrottleTest {

    @Test
    void eachNameHasItsOwnLimit() {
        Throttle throttle = new Throttle(2, Duration.ofDays(1), "wait");
        throttle.take("one");
        throttle.take("one");
        ProblemException slowed = assertThrows(ProblemException.class, () -> throttle.take("one"));
        assertEquals(429, slowed.problem().status());
        throttle.take("other");
    }

    @Test
    void aSuccessfulTryIsNotCounted() {
        Throttle throttle = new Throttle(1, Duration.ofDays(1), "wait");
        throttle.take("one");
        throttle.giveBack("one");
        throttle.take("one");
        assertThrows(ProblemException.class, () -> throttle.take("one"));
    }
}
