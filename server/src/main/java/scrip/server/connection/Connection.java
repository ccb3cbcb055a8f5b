package scrip.server.connection;

import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.jspecify.annotations.Nullable;

/// An open connection, and how far its request is. Told by the threads that serve it, read by the
/// one that watches all.
public final class Connection {

    static final String ATTRIBUTE = "scrip.connection";

    /// What a connection is doing.
    enum Stage {
        /// Nothing has come yet.
        OPENED,
        /// A request has begun and its headers are not complete.
        HEADERS,
        /// An operation waits for the rest of a body.
        BODY,
        /// The request is being answered.
        ANSWER,
        /// It was answered; what is left of its body is read and thrown away.
        REST,
        /// Between two requests.
        IDLE,
        /// Several requests at once (HTTP/2), whose deadlines the protocol keeps.
        SHARED
    }

    private final SocketChannel channel;
    private final String peer;
    private final boolean isProxy;
    private volatile Stage stage = Stage.OPENED;
    private volatile long since = System.nanoTime();

    /// Whether a thread has taken what came.
    private volatile boolean isServed;

    Connection(SocketChannel channel, String peer, boolean isProxy) {
        this.channel = channel;
        this.peer = peer;
        this.isProxy = isProxy;
    }

    /// The connection of a request; null for one of several on a connection.
    public static @Nullable Connection of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Connection found ? found : null;
    }

    String peer() {
        return peer;
    }

    /// A proxy brings requests of many callers.
    boolean isProxy() {
        return isProxy;
    }

    Stage stage() {
        return stage;
    }

    /// Whether the server is at work on what came, or has not come to it: it may be slow, and then
    /// nobody waits for the caller.
    boolean isOurs() {
        return switch (stage) {
            case OPENED, IDLE, HEADERS -> isServed || isUnread();
            case BODY -> isUnread();
            case ANSWER, SHARED -> true;
            // It has its answer.
            case REST -> false;
        };
    }

    private boolean isUnread() {
        try {
            return channel.socket().getInputStream().available() > 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// How long the stage has lasted.
    long ageNanos(long now) {
        return now - since;
    }

    private void enter(Stage next) {
        since = System.nanoTime();
        stage = next;
    }

    /// Bytes came, or its end.
    void read() {
        isServed = true;
        if (stage == Stage.IDLE || stage == Stage.OPENED) {
            enter(Stage.HEADERS);
        }
    }

    /// The headers are complete.
    void begun() {
        stage = Stage.ANSWER;
    }

    /// An operation waits for its body.
    public void awaitsBody() {
        enter(Stage.BODY);
    }

    /// The body is there, or is given up.
    public void hasBody() {
        stage = Stage.ANSWER;
    }

    /// A request is answered whose body is not there completely.
    void answeredEarly() {
        enter(Stage.REST);
    }

    /// The thread that served it leaves it.
    void left(SocketState state) {
        isServed = false;
        switch (state) {
            case OPEN -> enter(Stage.IDLE);
            // Half of a request: its time goes on, unless it is another one.
            case LONG -> {
                if (stage != Stage.HEADERS) {
                    enter(Stage.HEADERS);
                }
            }
            case UPGRADED, ASYNC_IO -> stage = Stage.SHARED;
            case CLOSED, ASYNC_END, SENDFILE, UPGRADING, SUSPENDED -> {
                // Closed, or served on.
            }
        }
    }

    /// Nothing more is read from it: whoever waits for it finds its end and closes it in order.
    void cut() {
        try {
            channel.shutdownInput();
        } catch (IOException _) {
            // It is closed already.
        }
    }
}
