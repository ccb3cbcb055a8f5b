package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static scrip.server.signin.FactorServer.NEW_PASSWORD;
import static scrip.server.signin.FactorServer.browser;
import static scrip.server.signin.FactorServer.database;
import static scrip.server.signin.FactorServer.give;
import static scrip.server.signin.FactorServer.now;
import static scrip.server.signin.FactorServer.pass;
import static scrip.server.signin.FactorServer.recover;
import static scrip.server.signin.FactorServer.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller.Answer;
import scrip.server.signin.FactorServer.Someone;

/// The lost app, the guessed code, the reset password.
class RecoveryCodeTest {

    @Test
    void aRecoveryCodeTakesThePlaceOfOneCode() {
        Someone one = Someone.withFactor("finance");
        String code = one.recovery.getFirst();
        recover(one.withPassword(), code.toUpperCase(Locale.ROOT).replace("-", " ")).is(200);
        recover(one.withPassword(), code).is(401, "SECOND_FACTOR_REFUSED");
        Browser again = one.withPassword();
        recover(again, one.recovery.get(1)).is(200);
        again.get("/v1/second-factor").is(200).has("/recovery_codes_left", "8");
        List<String> before = one.recovery;
        Answer renewed = again.post("/v1/second-factor/recovery-codes", "{}").is(200);
        recover(one.withPassword(), before.get(2)).is(401, "SECOND_FACTOR_REFUSED");
        recover(one.withPassword(), renewed.at("/recovery_codes/0")).is(200);
    }

    @Test
    void oneCodeGivenManyTimesAtOnceIsTakenOnce() throws Exception {
        Someone one = Someone.withFactor("finance");
        for (boolean recovery : new boolean[] {true, false}) {
            pass();
            String code = recovery ? one.recovery.getFirst() : one.code();
            List<Browser> browsers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                browsers.add(one.withPassword());
            }
            List<Integer> statuses = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Answer>> all = new ArrayList<>();
                for (Browser browser : browsers) {
                    all.add(
                            threads.submit(
                                    () -> recovery ? recover(browser, code) : give(browser, code)));
                }
                for (Future<Answer> answer : all) {
                    statuses.add(answer.get().status());
                }
            }
            assertEquals(
                    List.of(200, 401, 401, 401),
                    statuses.stream().sorted().toList(),
                    recovery ? "a recovery code" : "a code");
        }
    }

    @Test
    void guessesAreLimitedAndARecoveryCodeStillHelps() {
        Someone one = Someone.withFactor("finance");
        Browser again = one.withPassword();
        int refused = 0;
        Answer answer = give(again, "wrong");
        while (answer.status() == 401 && refused < 20) {
            refused++;
            answer = give(again, "wrong");
        }
        answer.is(429, "TOO_MANY_REQUESTS");
        assertTrue(refused < 12, refused + " guesses");
        pass();
        give(again, one.code()).is(429, "TOO_MANY_REQUESTS");
        recover(again, one.recovery.getFirst()).is(200);
    }

    @Test
    void afterManyWrongCodesInARowNoCodeIsTaken() {
        Someone one = Someone.withFactor("finance");
        UUID factor =
                database()
                        .database()
                        .readAll(sql -> FactorStore.of(sql, one.id()).orElseThrow().id());
        for (int i = 0; i < SecondFactors.WRONG_MAX; i++) {
            assertTrue(tried(factor));
        }
        assertFalse(tried(factor));
        Browser again = one.withPassword();
        pass();
        give(again, one.code()).is(401, "SECOND_FACTOR_REFUSED");
        recover(again, one.recovery.getFirst()).is(200);
        give(one.withPassword(), one.code()).is(200);
    }

    private static boolean tried(UUID factor) {
        return database()
                .database()
                .transact(sql -> FactorStore.tried(sql, factor, SecondFactors.WRONG_MAX));
    }

    @Test
    void afterAResetItStopsUntilItIsConfirmed() {
        Someone one = Someone.withFactor("finance");
        Browser back = one.reset();
        one.browser.get("/v1/session").is(401);
        work(back).is(403, "SECOND_FACTOR_NOT_SET_UP");
        Answer standing = back.get("/v1/second-factor").is(200).has("/state", "STOPPED");
        assertFalse(standing.at("/stopped_at").isEmpty());
        pass();
        give(back, one.code()).is(404, "UNKNOWN_SECOND_FACTOR");
        recover(back, one.recovery.getFirst()).is(404, "UNKNOWN_SECOND_FACTOR");
        String confirm = "{\"password\": \"%s\", \"code\": \"%s\"}";
        back.post("/v1/second-factor/confirm", confirm.formatted(Browser.PASSWORD, one.code()))
                .is(401, "SIGN_IN_REFUSED");
        back.post("/v1/second-factor/confirm", confirm.formatted(NEW_PASSWORD, "wrong"))
                .is(401, "SECOND_FACTOR_REFUSED");
        work(back).is(403, "SECOND_FACTOR_NOT_SET_UP");
        back.post("/v1/second-factor/confirm", confirm.formatted(NEW_PASSWORD, one.code()))
                .is(200)
                .has("/state", "WORKING")
                .has("/recovery_codes_left", "0");
        work(back).is(200);
        pass();
        // Whoever had the account before may have kept them.
        Browser again = browser();
        again.signIn(one.email, NEW_PASSWORD).is(200);
        recover(again, one.recovery.getLast()).is(401, "SECOND_FACTOR_REFUSED");
    }

    /// The one of whoever had the account before is not theirs.
    @Test
    void afterAResetANewOneTakesThePlaceOfTheOld() {
        Someone one = Someone.withFactor("finance");
        Browser back = one.reset();
        byte[] old = one.secret;
        one.begin(back);
        one.complete(back).is(200);
        work(back).is(200);
        pass();
        Browser again = browser();
        again.signIn(one.email, NEW_PASSWORD).is(200);
        give(again, OneTimeCodes.code(old, OneTimeCodes.at(now())))
                .is(401, "SECOND_FACTOR_REFUSED");
        give(again, one.code()).is(200);
    }
}
