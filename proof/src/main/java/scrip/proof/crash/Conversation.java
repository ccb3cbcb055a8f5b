package scrip.proof.crash;

import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The protocol with one server: which commands are in flight, and whether each answer is the one
/// expected.
final class Conversation {

    /// The answer expected, unless the server says that it is unavailable.
    enum Expected {
        /// Accepted, whether now or earlier.
        ACCEPTED,
        KEY_REUSED,
        NOT_LICENSED,
        /// Accepted now, for the first time.
        NOW,
        /// The stored answer of the first attempt.
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

    /// Reads the next answer.
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
            book.find("an answer to no command: " + String.join(" ", words));
        } else {
            judge(sent, words);
        }
        return true;
    }

    /// Reads an answer that is there already.
    ///
    /// @return false if there is none
    boolean receiveIfAny() throws IOException {
        if (!server.hasAnswer()) {
            flush();
            return false;
        }
        if (!receive()) {
            throw new IOException("the server died");
        }
        return true;
    }

    /// Sends all commands, many at a time, and reads all answers.
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
                throw new IOException("the server died while the commands were repeated");
            }
        }
        if (unavailable != before) {
            book.find((unavailable - before) + " commands were not answered after the restart");
        }
    }

    /// Sends a question about the whole data folder while nothing else is in flight.
    String[] call(String... words) throws IOException {
        lastId++;
        return server.call(lastId + "\t" + String.join("\t", words));
    }

    /// The number of commands sent and not yet answered. Exact only for the calling thread.
    int inFlight() {
        return pending.size();
    }

    /// How many of those had left this process by a mark of [#mark]. Safe for any thread.
    int inFlightSince(long mark) {
        int count = 0;
        for (long id : pending.keySet()) {
            if (id <= mark) {
                count++;
            }
        }
        return count;
    }

    /// Marks the position of what has left this process. Safe for any thread.
    long mark() {
        return flushedId;
    }

    /// The number of unanswered commands that had left this process when the last answer came.
    int inFlightAtLastAnswer() {
        return inFlightSince(certainId);
    }

    /// The number of answers of any kind.
    long answers() {
        return answers;
    }

    /// The number of answers that said the server is unavailable.
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
            // The server is dead; what it sent before can still be read.
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
