package scrip.proof.crash;

import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The conversation with one server: what is in flight, and whether each answer is what it must be.
final class Conversation {

    /// What must come back, unless the server says that it is unavailable.
    enum Expected {
        /// Accepted, now or earlier.
        ACCEPTED,
        KEY_REUSED,
        NOT_LICENSED,
        /// Accepted, and not earlier.
        NOW,
        /// The stored answer.
        AGAIN
    }

    private record Sent(RememberedKey asked, Expected expected) {}

    private static final int TOGETHER = 512;

    private final ServerProcess server;
    private final DriverMemory book;
    private final Map<Long, Sent> pending = new ConcurrentHashMap<>();
    private long lastId;
    private volatile long flushedId;
    private long answers;
    private long unavailable;
    private long certainId;
    private boolean broken;

    Conversation(ServerProcess server, DriverMemory book) {
        this.server = server;
        this.book = book;
    }

    void send(RememberedKey asked, Expected expected) {
        lastId++;
        pending.put(lastId, new Sent(asked, expected));
        if (broken) {
            return;
        }
        try {
            server.send(
                    String.join(
                            "\t",
                            Long.toString(lastId),
                            asked.kind().name(),
                            asked.account(),
                            asked.key(),
                            Long.toString(asked.units()),
                            asked.subject()));
        } catch (IOException _) {
            broken = true;
        }
    }

    /// Takes the next answer.
    ///
    /// @return false when the server is dead
    boolean receive() throws IOException {
        if (!server.hasAnswer()) {
            flush();
        }
        String[] words = server.read();
        if (words == null) {
            return false;
        }
        certainId = flushedId;
        answers++;
        Sent sent = pending.remove(Long.valueOf(words[0]));
        if (sent == null) {
            book.find("an answer to nothing: " + String.join(" ", words));
        } else {
            judge(sent, words);
        }
        return true;
    }

    /// Sends all, many at a time, and takes all answers.
    void askAll(Collection<RememberedKey> all, Function<RememberedKey, Expected> expected)
            throws IOException {
        long before = unavailable;
        Iterator<RememberedKey> left = all.iterator();
        while (left.hasNext() || !pending.isEmpty()) {
            while (left.hasNext() && pending.size() < TOGETHER) {
                RememberedKey asked = left.next();
                send(asked, expected.apply(asked));
            }
            if (!receive()) {
                throw new IOException("the server died while it was asked again");
            }
        }
        if (unavailable != before) {
            book.find((unavailable - before) + " commands were not answered after the restart");
        }
    }

    /// A question about the whole, when nothing is in flight.
    String[] call(String... words) throws IOException {
        lastId++;
        return server.call(lastId + "\t" + String.join("\t", words));
    }

    /// Commands sent and not answered. Exact for this thread only.
    int inFlight() {
        return pending.size();
    }

    /// Those of them that had left this process by a mark of [#mark]. For any thread.
    int inFlightSince(long mark) {
        int count = 0;
        for (long id : pending.keySet()) {
            if (id <= mark) {
                count++;
            }
        }
        return count;
    }

    /// Marks what has left this process. For any thread.
    long mark() {
        return flushedId;
    }

    /// Commands without an answer that had left this process when the last answer came.
    int inFlightAtLastAnswer() {
        return inFlightSince(certainId);
    }

    /// Answers of any kind.
    long answers() {
        return answers;
    }

    /// Answers that said that there is none now.
    long unavailable() {
        return unavailable;
    }

    private void flush() {
        try {
            if (!broken) {
                server.flush();
                flushedId = lastId;
            }
        } catch (IOException _) {
            // It is dead; what it said before can still be read.
            broken = true;
        }
    }

    private void judge(Sent sent, String[] words) {
        Expected expected = sent.expected();
        switch (words[1]) {
            case "ACCEPTED" -> accepted(sent, words[2].equals("again"), words[3]);
            case "REFUSED" -> {
                if (!words[2].equals(expected.name())) {
                    book.find(sent.asked() + " should be " + expected + " and is " + words[2]);
                }
            }
            case "UNAVAILABLE" -> unavailable++;
            default -> book.find(sent.asked() + " failed: " + String.join(" ", words));
        }
    }

    private void accepted(Sent sent, boolean again, String answer) {
        RememberedKey asked = sent.asked();
        switch (sent.expected()) {
            case KEY_REUSED, NOT_LICENSED ->
                    book.find(asked + " was accepted and should be " + sent.expected());
            case AGAIN -> {
                if (!again) {
                    book.find("TWICE: a repeat was booked: " + asked);
                }
            }
            case NOW -> {
                if (again) {
                    book.find(asked + " was not stored and is answered as a repeat");
                }
            }
            case ACCEPTED -> {}
        }
        if (!again && asked.countBooked() > 1) {
            book.find("TWICE: " + asked + " was booked again");
        }
        String first = asked.answer();
        if (first == null) {
            book.acknowledge(asked, answer);
        } else if (!first.equals(answer)) {
            book.find("another answer to " + asked + ": " + first + " and then " + answer);
        }
    }
}
