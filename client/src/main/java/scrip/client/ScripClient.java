package scrip.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Asks Scrip what may be used, and books what is. One is enough for a program, from any thread.
///
/// `use` is asked: the server says yes or no before something is done. `report` tells what has been
/// done: it is on disk when it returns, and booked as soon as the server can be reached.
public final class ScripClient implements AutoCloseable {

    private final Calls calls;
    private final Answers answers;
    private final Gatherer gatherer;
    private final ClientOptions options;
    private final @Nullable AnswerFile answerFile;
    private final @Nullable Spool spool;
    private final @Nullable Delivery delivery;

    private ScripClient(ClientOptions options, @Nullable Spool spool) {
        this.options = options;
        this.spool = spool;
        this.calls = new Calls(options);
        SteadyClock clock = new SteadyClock(options.clock(), System::nanoTime);
        PublishedKeys keys = new PublishedKeys(() -> keysAsked(calls), System::nanoTime);
        this.answers =
                new Answers(
                        (question, hurry) -> {
                            Request request =
                                    Request.get("access", "/v1/access" + question.query());
                            return hurry ? calls.asked(request) : calls.ask(request);
                        },
                        keys,
                        clock,
                        options);
        Path folder = options.folder();
        this.answerFile =
                folder == null
                        ? null
                        : new AnswerFile(folder.resolve("answers.json"), answers, keys, clock);
        this.gatherer = new Gatherer(calls, options);
        this.delivery = spool == null ? null : new Delivery(spool, calls, answers, options);
    }

    /// Who waits for keys has an answer in hand: one try is enough.
    private static JsonObject keysAsked(Calls calls) {
        return calls.asked(new Request("jwks", "/.well-known/jwks.json", null, true));
    }

    /// Opens a client. The server need not be there yet.
    ///
    /// @throws IOException if its folder cannot be used, or another client uses it
    public static ScripClient open(ClientOptions options) throws IOException {
        return open(options, file -> file.getFD().sync());
    }

    static ScripClient open(ClientOptions options, SpoolWriter.Disk disk) throws IOException {
        Path folder = options.folder();
        return new ScripClient(
                options,
                folder == null
                        ? null
                        : new Spool(folder, options.spoolBytesMax(), options.metrics(), disk));
    }

    /// Whether something may be used. It is answered from memory while the last answer is fresh; if
    /// the server cannot be reached, by the last answer, as long as that may be used.
    ///
    /// @throws RefusedException if the server refuses the question
    /// @throws UnavailableException if it cannot be reached and no answer is kept
    public Access access(Question question) {
        return answers.of(question);
    }

    /// Books a use before it is done.
    ///
    /// @throws RefusedException if it must not be done
    /// @throws UnavailableException if the server cannot be reached
    public Used use(Use use) {
        return joined(useLater(use));
    }

    /// Books a use; the answer comes later. Uses that come at about the same time are asked in one
    /// request.
    public CompletableFuture<Used> useLater(Use use) {
        return gatherer.add(use)
                .whenComplete((used, failure) -> answers.touched(use.organization()));
    }

    /// Reports a use that has been done. It is on disk when this returns, and booked once, when the
    /// server can be reached. It cannot be refused for want of units.
    ///
    /// @return the key by which it is booked
    /// @throws SpoolException if it could not be written: report it again with the same key
    public String report(Use use) {
        Spool to = spool();
        Instant now = options.clock().instant();
        Use whole = use.eventAt() == null ? use.eventAt(now) : use;
        try {
            to.add(Spool.checked(whole.body(true), use.key()), now);
        } catch (IOException failure) {
            throw new SpoolException("not reported: " + failure.getMessage(), use.key(), failure);
        }
        return use.key();
    }

    /// How it stands with what was reported.
    public SpoolState reported() {
        return spool().state();
    }

    /// Delivers once more what the server refused, after its reason has gone.
    ///
    /// @return how many reports are delivered again
    public int deliverRefusedAgain() throws IOException {
        Spool to = spool();
        return to.aside().again(body -> to.add(body, options.clock().instant()));
    }

    private Spool spool() {
        Spool open = spool;
        if (open == null) {
            throw new IllegalStateException("reports need a folder: ClientOptions.withFolder");
        }
        return open;
    }

    /// Holds units until they are captured or released.
    ///
    /// @param use how many, of what; its subject and the time of its event are not asked
    /// @param hours after how many hours they become free by themselves; null: as the catalog says
    public Hold hold(Use use, @Nullable Integer hours) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("key", use.key());
        body.put("organization", use.organization());
        if (use.within() != null) {
            body.put("within", use.within());
        }
        body.put("resource", use.resource());
        body.put("quantity", use.quantity());
        if (use.storageYears() != null) {
            body.put("storage_years", use.storageYears());
        }
        if (hours != null) {
            body.put("hours", hours);
        }
        JsonObject answer = calls.ask(Request.post("holds", "/v1/holds", Json.text(body)));
        answers.touched(use.organization());
        return Hold.of(use, answer);
    }

    /// Books what is held, or a part of it; the rest becomes free.
    ///
    /// @param quantity null: all of it
    public Settled capture(Hold hold, @Nullable Long quantity) {
        return capture(hold, quantity, UUID.randomUUID().toString());
    }

    /// Books what is held, under a key of the caller's own.
    ///
    /// @param key by which it is known again if it is repeated
    public Settled capture(Hold hold, @Nullable Long quantity, String key) {
        Map<String, @Nullable Object> body = hold.fields(key);
        if (quantity != null) {
            body.put("quantity", quantity);
        }
        return settled("holds.capture", "/capture", hold, key, body);
    }

    /// Lets go what is held.
    public Settled release(Hold hold) {
        return release(hold, UUID.randomUUID().toString());
    }

    /// Lets go what is held, under a key of the caller's own.
    ///
    /// @param key by which it is known again if it is repeated
    public Settled release(Hold hold, String key) {
        return settled("holds.release", "/release", hold, key, hold.fields(key));
    }

    private Settled settled(
            String operation,
            String what,
            Hold hold,
            String key,
            Map<String, @Nullable Object> body) {
        String path = "/v1/holds/" + hold.pathPart() + what;
        JsonObject answer = calls.ask(Request.post(operation, path, Json.text(body)));
        answers.touched(hold.organization());
        return Settled.of(key, answer);
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ScripException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /// Takes no more uses and waits some seconds for the answers of those under way. What was
    /// reported stays on disk and is delivered by the next client of the folder.
    @Override
    public void close() throws IOException {
        gatherer.close();
        if (delivery != null) {
            delivery.close();
        }
        if (answerFile != null) {
            answerFile.close();
        }
        if (spool != null) {
            spool.close();
        }
    }
}
