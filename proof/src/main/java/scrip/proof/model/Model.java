package scrip.proof.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rulebook as a slow, obvious program: plays the steps of a scenario one by one.
 *
 * <p>It keeps every step that recorded something. A question about the past is answered by playing
 * the steps booked until then again (T6, R18), and the server's clock is moved the same way (T5).
 */
public final class Model {
    /** A step that recorded something, the time of the server's clock, and its booking time. */
    private record Step(
            Instant serverNow, Instant bookedAt, String verb, Map<String, Object> fields) {}

    private final Map<String, Object> header;
    private final Map<String, Object> prices;
    private final List<Step> log = new ArrayList<>();
    private World world;
    private Duration offset = Duration.ZERO;

    /** A model of the organizations and settings in the header of a scenario file. */
    public Model(Map<String, Object> header) {
        this(header, Map.of());
    }

    /**
     * The same, with prices by item that replace the model's own; their form is in {@link Prices}.
     */
    public Model(Map<String, Object> header, Map<String, Object> prices) {
        this.header = header;
        this.prices = prices;
        world = new World(header, prices);
    }

    /** Plays one step and answers its outcome keys, or `refused` with the code. */
    public Map<String, Object> play(Instant at, String verb, Map<String, Object> fields) {
        if (verb.equals("server_clock")) {
            offset = Duration.parse(Fields.required(fields, "offset"));
            world = replay(Instant.MAX);
            return World.outcome();
        }
        Instant serverNow = at.plus(offset);
        Instant asOf = verb.equals("check") ? takeAsOf(fields) : null;
        if (asOf != null && asOf.isBefore(answeringTime(serverNow, fields))) {
            return replay(asOf).play(asOf, verb, withoutAsOf(fields));
        }
        Map<String, Object> clean = verb.equals("check") ? withoutAsOf(fields) : fields;
        Map<String, Object> outcome = world.play(serverNow, verb, clean);
        if (world.hasBooked()) {
            log.add(new Step(serverNow, world.bookedAt(), verb, clean));
        }
        return outcome;
    }

    /** R18: the world as recorded up to and including the instant. */
    private World replay(Instant until) {
        World again = new World(header, prices);
        for (Step step : log) {
            if (!step.bookedAt().isAfter(until)) {
                again.play(step.serverNow(), step.verb(), step.fields());
            }
        }
        return again;
    }

    private Instant answeringTime(Instant serverNow, Map<String, Object> fields) {
        Map<String, Object> subject = Fields.map(fields.values().iterator().next());
        return Calendar.later(serverNow, world.account(subject).clock);
    }

    private Instant takeAsOf(Map<String, Object> fields) {
        Map<String, Object> subject = Fields.map(fields.values().iterator().next());
        if (subject.get("as_of") == null) {
            return null;
        }
        return Fields.instant(subject.get("as_of"), world.account(subject).zone());
    }

    private static Map<String, Object> withoutAsOf(Map<String, Object> fields) {
        Map<String, Object> copy = new LinkedHashMap<>();
        fields.forEach((what, subject) -> {
            if (subject instanceof Map) {
                Map<String, Object> inner = Fields.map(subject);
                inner.remove("as_of");
                copy.put(what, inner);
            } else {
                copy.put(what, subject);
            }
        });
        return copy;
    }
}
