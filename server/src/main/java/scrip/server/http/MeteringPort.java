package scrip.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServlet;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.core.StandardWrapper;
import org.apache.catalina.startup.Tomcat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.util.FileSystemUtils;
import scrip.server.connection.GuardedProtocol;
import scrip.server.connection.Perimeter;
import scrip.server.connection.Tls;

/// A port for product services alone: a bare connector with one servlet, beside the filters and the
/// dispatching that everything else passes. What it serves, it answers as the main port does.
public final class MeteringPort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MeteringPort.class);

    /// Each request under way has buffers of its own; those of so many are used again.
    private static final String IN_FLIGHT_KEPT = "1024";

    private static final Duration DRAIN_MAX = Duration.ofSeconds(25);
    private static final Duration DRAIN_LOOK = Duration.ofMillis(20);

    private final Tomcat tomcat;
    private final Path folder;
    private final StandardWrapper wrapper;

    private MeteringPort(Tomcat tomcat, Path folder, StandardWrapper wrapper) {
        this.tomcat = tomcat;
        this.folder = folder;
        this.wrapper = wrapper;
    }

    /// Serves the operations that product services call while they work.
    ///
    /// @param port 0 for any free port
    /// @throws PortInUseException if the port is taken
    public static MeteringPort start(
            String host,
            int port,
            Perimeter perimeter,
            Edge edge,
            List<Routes> features,
            MeterRegistry metrics) {
        List<Route> routes = features.stream().flatMap(f -> f.metered().stream()).toList();
        return start(host, port, perimeter, new MeteringServlet(edge, routes, metrics));
    }

    /// Serves whatever is asked by one servlet: for measurements.
    public static MeteringPort start(String host, int port, HttpServlet servlet) {
        return start(host, port, Perimeter.standard(), servlet);
    }

    private static MeteringPort start(
            String host, int port, Perimeter perimeter, HttpServlet servlet) {
        Path folder;
        try {
            folder = Files.createTempDirectory("scrip-metering-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        tomcat.setConnector(connector(host, port, perimeter));
        tomcat.getEngine().setName("metering");
        tomcat.getEngine().setBackgroundProcessorDelay(-1);
        if (tomcat.getHost() instanceof StandardHost standard) {
            standard.setErrorReportValveClass("");
            standard.getPipeline().addValve(new TomcatProblems());
            standard.getPipeline().addValve(new Reception(perimeter.proxies(), null, null));
        }
        Context context = tomcat.addContext("", new File(folder.toString()).getAbsolutePath());
        context.getServletContext().setAttribute(Arrival.LIMITS, perimeter.limits());
        Wrapper wrapper = Tomcat.addServlet(context, "metering", servlet);
        wrapper.setLoadOnStartup(1);
        context.addServletMappingDecoded("/", "metering");
        MeteringPort metering = new MeteringPort(tomcat, folder, (StandardWrapper) wrapper);
        try {
            tomcat.start();
        } catch (LifecycleException failure) {
            metering.stop();
            throw new PortInUseException(port, failure);
        }
        return metering;
    }

    private static Connector connector(String host, int port, Perimeter perimeter) {
        Connector connector =
                GuardedProtocol.connector(
                        host, port, "metering-", perimeter.limits(), perimeter.proxies());
        connector.setProperty("processorCache", IN_FLIGHT_KEPT);
        Tls tls = perimeter.tls();
        if (tls != null) {
            tls.on(connector);
        }
        return connector;
    }

    /// The port it serves on.
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /// Takes no more requests, answers those in flight, then closes the port.
    @Override
    public void close() {
        Connector connector = tomcat.getConnector();
        connector.pause();
        connector.getProtocolHandler().closeServerSocketGraceful();
        long until = System.nanoTime() + DRAIN_MAX.toNanos();
        while (wrapper.getCountAllocated() > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(DRAIN_LOOK.toNanos());
        }
        stop();
    }

    private void stop() {
        try {
            if (tomcat.getServer().getState() != LifecycleState.NEW) {
                tomcat.stop();
            }
            tomcat.destroy();
            FileSystemUtils.deleteRecursively(folder);
        } catch (LifecycleException | IOException failure) {
            LOG.warn("the metering port was not closed in order", failure);
        }
    }
}
