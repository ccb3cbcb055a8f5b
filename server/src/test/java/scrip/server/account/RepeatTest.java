package scrip.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;

/// The same key and content get the first answer again, byte for byte.
class RepeatTest {

    private static void same(Callable<Answer> request) throws Exception {
        Answer first = request.call();
        Answer again = request.call();
        assertEquals(first.status(), again.status());
        assertEquals(first.text(), again.text());
    }

    @Test
    void aRepeatedOrderPaymentOrUseGetsTheSameAnswer() throws Exception {
        Hospital hospital = Hospital.open();
        Caller caller = hospital.caller();
        String lines = "{\"lines\": [" + Hospital.INSPECTIONS + "], \"terms_accepted\": true}";
        same(() -> caller.post(Hospital.PATH + "/orders", lines, "order-1").is(201));
        String order = hospital.get("/orders").at("/items/0/id");
        hospital.get("/orders").has("/items/1/id", "");
        String pay = "{\"orders\": [\"" + order + "\"], \"method\": \"SANDBOX\"}";
        same(() -> caller.post(Hospital.PATH + "/payments", pay, "pay-1").is(201));
        same(() -> hospital.use(7, "study-1").is(201));
        hospital.clock("2026-03-05T00:00:00Z");
        same(() -> hospital.use(7, "study-1").is(201).has("/available", "993"));
        hospital.use(8, "study-1").is(409, "KEY_REUSED");
        caller.post(Hospital.PATH + "/payments", lines.replace("lines", "orders"), "pay-1")
                .is(400, "INPUT_INVALID");
        hospital.get("/pools").has("/items/0/used", "7");
    }

    @Test
    void aRefusalDoesNotTakeTheKey() {
        Hospital hospital = Hospital.open();
        hospital.use(7, "study-1").is(402, "NOT_LICENSED");
        hospital.buy(Hospital.INSPECTIONS);
        hospital.use(9, "study-1").is(201);
    }

    @Test
    void theSameUseSentConcurrentlyIsBookedOnce() throws Exception {
        Hospital hospital = Hospital.open();
        hospital.buy(Hospital.INSPECTIONS);
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                String key = "study-" + i % 4;
                answers.add(many.submit(() -> hospital.use(5, key)));
            }
        }
        for (Future<Answer> answer : answers) {
            answer.get().is(201).has("/result", "BOOKED");
        }
        hospital.get("/pools").has("/items/0/used", "20");
    }
}
