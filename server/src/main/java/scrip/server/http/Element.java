package scrip.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import scrip.server.ledger.Realm;
import scrip.server.ledger.UnavailableException;
import tools.jackson.databind.JsonNode;

/// One of many things asked in one request. It has the body of a request of its own and is answered
/// by itself, whatever becomes of the others.
public final class Element {

    /// How many one request may ask.
    static final int MOST = 1_000;

    /// The maximum length of a body with elements: so many of any content fit.
    static final int BYTES_MAX = 4_000_000;

    private static final int BYTES_A_UNIT = BYTES_MAX / MOST;

    private final int index;
    private JsonNode json;
    private final Call call;
    private final List<InputFault> faults = new ArrayList<>();
    private @Nullable Input body;
    private @Nullable String key;
    private Answered answered;

    private Element(int index, JsonNode json, Call call) {
        this.index = index;
        this.json = json;
        this.call = call;
        this.answered = new Answered(index, null, 0, null, null, null);
    }

    /// How an element is answered.
    ///
    /// @param key the caller's, of an element that books
    /// @param status that of the operation for one
    /// @param answer the body of a success
    /// @param problem the body of anything else
    private record Answered(
            int index,
            @Nullable String key,
            int status,
            @Nullable Object answer,
            @Nullable Object problem,
            @Nullable Integer retryAfterSeconds) {}

    private record AllAnswered(List<Answered> answers) {}

    static List<Element> of(List<JsonNode> values, Call call) {
        call.checked();
        Realm _ = call.realm();
        List<Element> all = new ArrayList<>(values.size());
        for (JsonNode value : values) {
            all.add(new Element(all.size(), value, call));
        }
        return all;
    }

    /// What it costs to read a body, in units of work, whatever it turns out to be.
    static int unitsToRead(byte[] body) {
        return Math.ceilDiv(body.length, BYTES_A_UNIT);
    }

    /// The answers of all elements, in their order.
    public static Reply answers(List<Element> elements) {
        return Reply.ok(new AllAnswered(elements.stream().map(e -> e.answered).toList()));
    }

    /// Takes a step for this element. If it fails, this element is answered with the problem, as a
    /// request of its own would be.
    ///
    /// @throws RuntimeException if nothing can be answered now, which concerns all elements
    public void attempt(Runnable step) {
        try {
            step.run();
        } catch (UnavailableException
                | DataAccessResourceFailureException
                | TransientDataAccessException outage) {
            throw outage;
        } catch (RuntimeException thrown) {
            refuse(Edge.problem(thrown, call.route()));
        }
    }

    /// One thing asked alone.
    public static Element of(JsonNode value, Call call) {
        return of(List.of(value), call).getFirst();
    }

    /// As it was sent: of a protocol that is not ours.
    public JsonNode sent() {
        return json;
    }

    /// From here on it asks for this.
    public void means(JsonNode other) {
        json = other;
    }

    /// Answers it alone, as a request of its own.
    public Reply alone() {
        Map<String, String> headers =
                answered.retryAfterSeconds == null
                        ? Map.of()
                        : Map.of("Retry-After", answered.retryAfterSeconds.toString());
        return answered.problem == null
                ? new Reply(
                        answered.status,
                        Objects.requireNonNull(answered.answer),
                        headers,
                        List.of())
                : Reply.of(answered.status, ProblemForm.CONTRACT.type(), answered.problem, headers);
    }

    /// Its fields. Their faults are collected; `checked` ends the reading.
    public Input body() {
        Characters.check(Body.object(json), faults);
        Input fields = new Input(InputFault.BODY, "", Input.fieldsOf(json), faults);
        body = fields;
        return fields;
    }

    /// Its own idempotency key, from its field `key`; required.
    public String key(Input fields) {
        String named = Call.keyNamed(fields, "key");
        key = named.isEmpty() ? null : named;
        return named;
    }

    /// Ends the reading of its fields.
    ///
    /// @throws ProblemException with every fault, if there were any
    public void checked() {
        if (body != null) {
            body.end();
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.of(faults));
        }
    }

    /// Answers it as a request of its own would be.
    public void answer(Reply reply) {
        answered = new Answered(index, key, reply.status(), reply.body(), null, null);
    }

    private void refuse(ProblemException refused) {
        Problem problem = refused.problem();
        ProblemCounts.add(problem.code());
        answered =
                new Answered(
                        index,
                        key,
                        problem.status(),
                        null,
                        problem.shown(call.requestId()),
                        problem.isTemporary() ? Edge.RETRY_AFTER_SECONDS : null);
    }
}
