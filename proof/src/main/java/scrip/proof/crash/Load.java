package scrip.proof.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import scrip.proof.crash.Conversation.Expected;

/// The commands in flight while a process is killed. Most are uses, half of them on one hot
/// account; a fifth repeat keys that are acknowledged or in flight; a few must be refused.
final class Load {

    /// The number of commands kept in flight.
    static final int IN_FLIGHT = 512;

    static final String HOT = "hot";

    /// Has no pack, so each of its uses is refused.
    static final String POOR = "poor";

    private static final int ACCOUNTS = 12;
    private static final int RECENT = 256;
    private static final int SUBJECTS = 300;
    private static final long HOT_UNITS = 1_000_000_000;
    private static final long UNITS = 1_000;

    /// Answers to wait for after a kill that the server survives.
    private static final int ANSWERS_AFTER = 1_000;

    private final DriverMemory book;
    private final Random random;
    private final String prefix;
    private final RememberedKey[] recent = new RememberedKey[RECENT];
    private int asked;

    /// @param prefix the prefix of every key, not used before
    Load(DriverMemory book, Random random, String prefix) {
        this.book = book;
        this.random = random;
        this.prefix = prefix;
    }

    /// Every account.
    static List<String> accounts() {
        List<String> accounts = new ArrayList<>(List.of(HOT, POOR));
        for (int i = accounts.size(); i < ACCOUNTS; i++) {
            accounts.add("account-" + i);
        }
        return accounts;
    }

    /// Commands that open all accounts, and then those that fill them.
    static List<List<RememberedKey>> openings() {
        List<RememberedKey> opened = new ArrayList<>();
        List<RememberedKey> filled = new ArrayList<>();
        for (String account : accounts()) {
            opened.add(
                    new RememberedKey(RememberedKey.Kind.OPEN, account, "open-" + account, 0, ""));
            if (!account.equals(POOR)) {
                long units = account.equals(HOT) ? HOT_UNITS : UNITS;
                filled.add(
                        new RememberedKey(
                                RememberedKey.Kind.GRANT, account, "fill-" + account, units, ""));
            }
        }
        return List.of(opened, filled);
    }

    /// A death that is over.
    ///
    /// @param inFlight commands in flight at that moment
    /// @param atNanos when it happened
    /// @param backNanos when the surviving server had answered all commands in flight; 0 if it did
    ///   not survive
    record Died(int inFlight, long atNanos, long backNanos) {}

    /// Sends commands until the server is dead or, if it survives, has answered everything that was
    /// in flight and many more.
    ///
    /// @param killing null if the server halts itself
    /// @param killAfter number of answers after which the kill begins
    Died run(Conversation line, Death death, @Nullable Killing killing, int killAfter)
            throws IOException, InterruptedException, ExecutionException {
        long back = 0;
        long enough = Long.MAX_VALUE;
        while (true) {
            while (line.answers() < enough && line.inFlight() + line.unavailable() < IN_FLIGHT) {
                sendOne(line);
            }
            if (line.inFlight() == 0) {
                break;
            }
            if (!line.receive()) {
                return killing == null
                        ? new Died(line.inFlightAtLastAnswer(), System.nanoTime(), 0)
                        : died(killing, 0);
            }
            if (killing != null && line.answers() >= killAfter) {
                killing.begin();
                if (back == 0 && killing.isOver()) {
                    back = System.nanoTime();
                    enough = line.answers() + ANSWERS_AFTER;
                }
            }
        }
        if (death.endsServer() || killing == null) {
            throw new IllegalStateException("nobody died");
        }
        return died(killing, back == 0 ? System.nanoTime() : back);
    }

    /// Keeps commands in flight until so many were answered.
    void until(Conversation line, long answers) throws IOException {
        while (line.answers() < answers) {
            while (line.inFlight() < IN_FLIGHT) {
                sendOne(line);
            }
            receive(line);
        }
    }

    /// Waits for the answers to all that is in flight.
    void drain(Conversation line) throws IOException {
        while (line.inFlight() > 0) {
            receive(line);
        }
    }

    private static void receive(Conversation line) throws IOException {
        if (!line.receive()) {
            throw new IOException("the server died");
        }
    }

    private static Died died(Killing killing, long backNanos)
            throws InterruptedException, ExecutionException {
        Killing.Result result = killing.result();
        return new Died(result.inFlight(), result.atNanos(), backNanos);
    }

    void sendOne(Conversation line) {
        int what = random.nextInt(1_000);
        RememberedKey old = anyAcknowledged();
        RememberedKey flying = recent[random.nextInt(RECENT)];
        if (what < 100 && old != null) {
            line.send(old, Expected.AGAIN);
        } else if (what < 200 && flying != null) {
            line.send(flying, Expected.ACCEPTED);
        } else if (what < 215 && old != null && old.kind() == RememberedKey.Kind.USE) {
            line.send(old.changed(), Expected.KEY_REUSED);
        } else if (what < 230) {
            line.send(use(POOR, ""), Expected.NOT_LICENSED);
        } else {
            RememberedKey fresh =
                    what < 240 ? grant(anyAccount()) : use(anyAccount(), anySubject());
            book.add(fresh);
            recent[asked % RECENT] = fresh;
            line.send(fresh, Expected.ACCEPTED);
        }
    }

    private @Nullable RememberedKey anyAcknowledged() {
        List<RememberedKey> all = book.acknowledged();
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private String anyAccount() {
        return random.nextBoolean() ? HOT : "account-" + (2 + random.nextInt(ACCOUNTS - 2));
    }

    private String anySubject() {
        return random.nextInt(10) == 0 ? "case-" + random.nextInt(SUBJECTS) : "";
    }

    private RememberedKey use(String account, String subject) {
        return new RememberedKey(
                RememberedKey.Kind.USE, account, nextKey(), 1 + random.nextInt(5), subject);
    }

    private RememberedKey grant(String account) {
        return new RememberedKey(RememberedKey.Kind.GRANT, account, nextKey(), UNITS, "");
    }

    private String nextKey() {
        asked++;
        return prefix + asked;
    }
}
