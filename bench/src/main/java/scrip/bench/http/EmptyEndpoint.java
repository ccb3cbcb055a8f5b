package scrip.bench.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/// The same connector as the server's, with nothing behind it: whatever is asked gets one answer.
final class EmptyEndpoint implements AutoCloseable {

    private static final String CONNECTIONS_MAX = "4096";

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();

    EmptyEndpoint(Path folder) throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        connector.setPort(0);
        connector.setProperty("maxConnections", CONNECTIONS_MAX);
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.getProtocolHandler().setExecutor(new VirtualThreadExecutor("empty-"));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "empty", new Empty());
        context.addServletMappingDecoded("/*", "empty");
        tomcat.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static final class Empty extends HttpServlet {

        private static final long serialVersionUID = 1L;
        private static final byte[] ANSWER = "{}".getBytes(StandardCharsets.US_ASCII);

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.setContentType("application/json");
            response.setContentLength(ANSWER.length);
            response.getOutputStream().write(ANSWER);
        }
    }
}
