package scrip.server.connection;

import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// Tells [Connections] which sockets are opened, served and closed.
final class GuardedEndpoint extends NioEndpoint {

    private Connections guard = new Connections(ConnectionLimits.standard(), Proxies.NONE);

    void guard(Connections connections) {
        this.guard = connections;
    }

    Connections guard() {
        return guard;
    }

    @Override
    public void startInternal() throws Exception {
        guard.watch(getName() + "-watch");
        super.startInternal();
    }

    @Override
    public void stopInternal() {
        super.stopInternal();
        guard.unwatch();
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (!guard.take(socket)) {
            super.destroySocket(socket);
            return false;
        }
        return super.setSocketOptions(socket);
    }

    @Override
    protected void destroySocket(SocketChannel socket) {
        guard.closed(socket);
        super.destroySocket(socket);
    }

    @Override
    public void setHandler(Handler<NioChannel> handler) {
        super.setHandler(new Watching(handler));
    }

    /// Passes everything on.
    private final class Watching implements Handler<NioChannel> {

        private final Handler<NioChannel> next;

        Watching(Handler<NioChannel> next) {
            this.next = next;
        }

        @Override
        public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent status) {
            SocketChannel channel = socket.getSocket().getIOChannel();
            Connection connection = channel == null ? null : guard.of(channel);
            if (connection == null) {
                return next.process(socket, status);
            }
            connection.read();
            SocketState state = next.process(socket, status);
            connection.left(state);
            return state;
        }

        @Override
        public Object getGlobal() {
            return next.getGlobal();
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> socket) {
            SocketChannel channel = socket.getSocket().getIOChannel();
            if (channel != null) {
                guard.closed(channel);
            }
            next.release(socket);
        }

        @Override
        public void pause() {
            next.pause();
        }

        @Override
        public void recycle() {
            next.recycle();
        }
    }
}
