package scrip.server.people;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;

/// Lets a few work at once while others wait. Those who wait are taken by address, one of each in
/// turn: an address that sends many waits for itself and holds up nobody else.
final class Turns {

    private static final int NETWORK_BYTES = 8;

    private final int atOnceMax;
    private final int waitingMax;
    private final int waitSecondsMax;

    /// Who waits, by address, in the order in which the addresses have their turns.
    private final Map<String, ArrayDeque<Semaphore>> waiting = new LinkedHashMap<>();

    private int working;

    /// @param waitingMax how many of one address may wait
    /// @param waitSecondsMax how long anybody may wait
    Turns(int atOnceMax, int waitingMax, int waitSecondsMax) {
        this.atOnceMax = atOnceMax;
        this.waitingMax = waitingMax;
        this.waitSecondsMax = waitSecondsMax;
    }

    /// Does some work when it is the address's turn.
    ///
    /// @throws ProblemException if that takes too long, or too many of the address wait already
    <T extends @Nullable Object> T take(String address, Supplier<T> work) {
        String caller = caller(address);
        Semaphore turn = come(caller);
        if (turn != null) {
            await(caller, turn);
        }
        try {
            return work.get();
        } finally {
            next();
        }
    }

    /// What the addresses of one caller have in common: in IPv6 a network of 64 bits.
    private static String caller(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
    }

    /// How many wait.
    synchronized int waiting() {
        return waiting.values().stream().mapToInt(ArrayDeque::size).sum();
    }

    /// Begins to work, or to wait.
    ///
    /// @return what to wait for; null if it is one's turn
    private synchronized @Nullable Semaphore come(String address) {
        if (working < atOnceMax) {
            working++;
            return null;
        }
        ArrayDeque<Semaphore> queue = waiting.computeIfAbsent(address, _ -> new ArrayDeque<>());
        if (queue.size() >= waitingMax) {
            throw busy();
        }
        Semaphore turn = new Semaphore(0);
        queue.add(turn);
        return turn;
    }

    private void await(String address, Semaphore turn) {
        boolean came = false;
        try {
            came = turn.tryAcquire(waitSecondsMax, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            if (!leave(address, turn)) {
                next();
            }
            throw new ProblemException(
                    ProblemCode.STOPPING, "this server is stopping: repeat the request");
        }
        if (!came && leave(address, turn)) {
            throw busy();
        }
    }

    /// Stops waiting. Returns false if the turn has just come.
    private synchronized boolean leave(String address, Semaphore turn) {
        ArrayDeque<Semaphore> queue = waiting.get(address);
        if (queue == null || !queue.remove(turn)) {
            return false;
        }
        if (queue.isEmpty()) {
            waiting.remove(address);
        }
        return true;
    }

    /// Passes one's turn on to the next address; those of it who go on waiting do so behind all
    /// others.
    private synchronized void next() {
        Iterator<Map.Entry<String, ArrayDeque<Semaphore>>> all = waiting.entrySet().iterator();
        if (!all.hasNext()) {
            working--;
            return;
        }
        Map.Entry<String, ArrayDeque<Semaphore>> first = all.next();
        String address = first.getKey();
        ArrayDeque<Semaphore> queue = first.getValue();
        all.remove();
        queue.remove().release();
        if (!queue.isEmpty()) {
            waiting.put(address, queue);
        }
    }

    private static ProblemException busy() {
        return new ProblemException(
                ProblemCode.BUSY, "too many people are signing in: try again a little later");
    }
}
