package scrip.server.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The open connections of a port: counts them by address, and cuts those that take too long.
final class Connections {

    private static final Duration LOOK_EVERY_MAX = Duration.ofMillis(500);

    private final ConnectionLimits limits;
    private final Proxies proxies;
    private final Map<SocketChannel, Connection> open = new ConcurrentHashMap<>();
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();
    private volatile @Nullable Thread watch;
    private volatile @Nullable Runnable alsoLooking;

    Connections(ConnectionLimits limits, Proxies proxies) {
        this.limits = limits;
        this.proxies = proxies;
    }

    /// Takes a new connection, unless its address has too many.
    boolean take(SocketChannel channel) {
        InetSocketAddress remote;
        try {
            remote = (InetSocketAddress) channel.getRemoteAddress();
        } catch (IOException _) {
            return false;
        }
        if (remote == null) {
            return false;
        }
        boolean isProxy = proxies.has(remote.getAddress());
        String name = Peer.name(remote.getAddress());
        int most = isProxy ? Integer.MAX_VALUE : limits.perAddress();
        boolean[] taken = {false};
        peers.compute(
                name,
                (_, known) -> {
                    Peer peer = known == null ? new Peer() : known;
                    taken[0] = !peer.isFull(most);
                    return taken[0] ? peer.opened() : peer;
                });
        if (taken[0]) {
            open.put(channel, new Connection(channel, name, isProxy));
        }
        return taken[0];
    }

    /// Null once it is closed.
    @Nullable Connection of(SocketChannel channel) {
        return open.get(channel);
    }

    void closed(SocketChannel channel) {
        Connection connection = open.remove(channel);
        if (connection != null) {
            peers.computeIfPresent(connection.peer(), (_, peer) -> peer.closed() ? null : peer);
        }
    }

    /// Does something else each time it looks.
    void onLook(Runnable look) {
        alsoLooking = look;
    }

    void watch(String name) {
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(this::look);
        watch = thread;
        thread.start();
    }

    void unwatch() {
        Thread thread = watch;
        watch = null;
        LockSupport.unpark(thread);
    }

    private void look() {
        long every =
                Math.min(
                        LOOK_EVERY_MAX.toNanos(),
                        Math.min(limits.headersMax().toNanos(), limits.unfinishedAfter().toNanos())
                                / 2);
        while (Thread.currentThread().equals(watch)) {
            Map<String, Integer> unfinished = new HashMap<>();
            long now = System.nanoTime();
            for (Connection connection : open.values()) {
                if (isLate(connection, now) || isOneTooMany(connection, now, unfinished)) {
                    connection.cut();
                }
            }
            Runnable also = alsoLooking;
            if (also != null) {
                also.run();
            }
            LockSupport.parkNanos(every);
        }
    }

    private boolean isLate(Connection connection, long now) {
        Duration most =
                switch (connection.stage()) {
                    case OPENED, HEADERS -> limits.headersMax();
                    case REST -> limits.bodyMax();
                    case IDLE -> limits.idleMax().plus(limits.headersMax());
                    case BODY, ANSWER, SHARED -> null;
                };
        return most != null && connection.ageNanos(now) > most.toNanos() && !connection.isOurs();
    }

    private boolean isOneTooMany(Connection connection, long now, Map<String, Integer> unfinished) {
        boolean counts =
                switch (connection.stage()) {
                    case HEADERS, BODY, REST -> !connection.isProxy();
                    case OPENED, ANSWER, IDLE, SHARED -> false;
                };
        return counts
                && connection.ageNanos(now) > limits.unfinishedAfter().toNanos()
                && !connection.isOurs()
                && unfinished.merge(connection.peer(), 1, Integer::sum)
                        > limits.unfinishedPerAddress();
    }
}
