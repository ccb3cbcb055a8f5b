package scrip.server.connection;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/// Between a connection and the container: tells the connection how far its request is, and keeps
/// it open after an answer of 400. The container closes the connection after any 400, since it
/// cannot tell a request that it could not read from one with a fault in its content; the program
/// can.
public final class Exchange implements Adapter {

    static final ScopedValue<Exchange> WRITTEN = ScopedValue.newInstance();

    private static final String ATTRIBUTE = "scrip.exchange";

    /// A status after which the container keeps a connection; nobody sees it.
    private static final int KEEPS = 422;

    private final Adapter next;
    private @Nullable Connection connection;
    private @Nullable Request request;
    private @Nullable Response response;
    private int status;
    private boolean isHeadless;

    Exchange(Adapter next) {
        this.next = next;
    }

    void on(@Nullable Connection served) {
        this.connection = served;
    }

    /// Whether the container writes no head, since the request is of HTTP/0.9.
    public static boolean isHeadless(ServletRequest asked) {
        return asked.getAttribute(ATTRIBUTE) instanceof Exchange exchange && exchange.isHeadless;
    }

    /// Sends the content of an answer, of which the status and the headers are set, so that the
    /// next request may follow on its connection whatever the status is: if its own was read in
    /// order.
    public static void keepOpen(ServletRequest asked, ServletResponse answer, byte[] content)
            throws IOException {
        if (asked.getAttribute(ATTRIBUTE) instanceof Exchange exchange) {
            exchange.send(answer, content);
        } else {
            answer.getOutputStream().write(content);
        }
    }

    private void send(ServletResponse answer, byte[] content) throws IOException {
        Response head = response;
        Request read = request;
        if (head == null || read == null || head.isCommitted() || read.isExceptionPresent()) {
            answer.getOutputStream().write(content);
            return;
        }
        status = head.getStatus();
        head.setStatus(KEEPS);
        try {
            ScopedValue.where(WRITTEN, this)
                    .call(() -> {
                        answer.getOutputStream().write(content);
                        answer.flushBuffer();
                        return answer;
                    });
        } finally {
            head.setStatus(status);
        }
    }

    /// Whether the last request was of HTTP/0.9; asked once.
    boolean wasHeadless() {
        boolean was = isHeadless;
        isHeadless = false;
        return was;
    }

    /// The container has decided: from now on it is the real status that counts.
    void isDecided() {
        if (response != null) {
            response.setStatus(status);
        }
    }

    @Override
    public void service(Request req, Response res) throws Exception {
        Connection served = connection;
        request = req;
        response = res;
        status = 0;
        isHeadless = req.protocol().equals("");
        req.setAttribute(ATTRIBUTE, this);
        if (served != null) {
            served.begun();
            req.setAttribute(Connection.ATTRIBUTE, served);
        }
        next.service(req, res);
        if (status != 0 && !req.isExceptionPresent()) {
            res.setStatus(KEEPS);
        }
        if (served != null && !isWhole(req)) {
            served.answeredEarly();
        }
    }

    /// Whether the whole of a request was read.
    private static boolean isWhole(Request req) {
        long length = req.getContentLengthLong();
        return length < 0
                ? req.getHeader("Transfer-Encoding") == null
                : req.getBytesRead() >= length;
    }

    @Override
    public boolean prepare(Request req, Response res) throws Exception {
        return next.prepare(req, res);
    }

    @Override
    public boolean asyncDispatch(Request req, Response res, SocketEvent event) throws Exception {
        return next.asyncDispatch(req, res, event);
    }

    @Override
    public void log(Request req, Response res, long time) {
        next.log(req, res, time);
    }

    @Override
    public void checkRecycled(Request req, Response res) {
        next.checkRecycled(req, res);
    }

    @Override
    public String getDomain() {
        return next.getDomain();
    }
}
