package scrip.server;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import scrip.server.access.AccessConfiguration;
import scrip.server.account.Accounts;
import scrip.server.catalog.CatalogConfiguration;
import scrip.server.chain.ChainConfiguration;
import scrip.server.connection.Perimeter;
import scrip.server.database.Database;
import scrip.server.database.StartSteps;
import scrip.server.demo.Demo;
import scrip.server.desk.DeskConfiguration;
import scrip.server.emergency.EmergencyConfiguration;
import scrip.server.event.EventConfiguration;
import scrip.server.federation.FederationConfiguration;
import scrip.server.federation.InsideAddresses;
import scrip.server.fixture.FixtureConfiguration;
import scrip.server.flag.FlagConfiguration;
import scrip.server.gate.GateConfiguration;
import scrip.server.history.History;
import scrip.server.history.Movements;
import scrip.server.history.Usage;
import scrip.server.http.Edge;
import scrip.server.http.HttpConfiguration;
import scrip.server.http.ManagementPort;
import scrip.server.http.MeteringPort;
import scrip.server.http.Routes;
import scrip.server.key.KeyConfiguration;
import scrip.server.ledger.Ledger;
import scrip.server.license.LicenseConfiguration;
import scrip.server.mail.Mailer;
import scrip.server.metrics.MetricsConfiguration;
import scrip.server.notice.NoticeConfiguration;
import scrip.server.order.OrderConfiguration;
import scrip.server.organization.OrganizationConfiguration;
import scrip.server.overview.OverviewConfiguration;
import scrip.server.pack.PackConfiguration;
import scrip.server.pages.PagesConfiguration;
import scrip.server.payment.PaymentConfiguration;
import scrip.server.people.Passwords;
import scrip.server.people.PersonConfiguration;
import scrip.server.personal.PersonalConfiguration;
import scrip.server.scim.ScimConfiguration;
import scrip.server.service.ServiceConfiguration;
import scrip.server.signin.FactorDemand;
import scrip.server.signin.Limits;
import scrip.server.signin.SetUp;
import scrip.server.signin.SignInConfiguration;
import scrip.server.signin.Site;
import scrip.server.signing.SigningConfiguration;
import scrip.server.trail.AuditConfiguration;
import scrip.server.use.UseConfiguration;
import scrip.server.verify.VerificationConfiguration;

/// A running server: the database, the ledger, HTTP. They stop in the reverse of this order, so
/// that nothing in flight is lost; Spring reads its configuration while the first two start.
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private static final Class<?>[] FEATURES = {
        Platform.class,
        HttpConfiguration.class,
        PagesConfiguration.class,
        Accounts.class,
        CatalogConfiguration.class,
        OrganizationConfiguration.class,
        OrderConfiguration.class,
        PaymentConfiguration.class,
        PackConfiguration.class,
        UseConfiguration.class,
        EmergencyConfiguration.class,
        LicenseConfiguration.class,
        ServiceConfiguration.class,
        AccessConfiguration.class,
        EventConfiguration.class,
        FixtureConfiguration.class,
        GateConfiguration.class,
        FlagConfiguration.class,
        History.class,
        Movements.class,
        Usage.class,
        NoticeConfiguration.class,
        OverviewConfiguration.class,
        DeskConfiguration.class,
        AuditConfiguration.class,
        ChainConfiguration.class,
        VerificationConfiguration.class,
        SigningConfiguration.class,
        PersonConfiguration.class,
        KeyConfiguration.class,
        ScimConfiguration.class,
        SignInConfiguration.class,
        FederationConfiguration.class,
        PersonalConfiguration.class,
        MetricsConfiguration.class
    };

    private final Foundation foundation;
    private final ConfigurableApplicationContext context;
    private @Nullable MeteringPort metering;

    private Server(Foundation foundation, ConfigurableApplicationContext context) {
        this.foundation = foundation;
        this.context = context;
    }

    static {
        // Logging is set up before Spring and independently of it; the container logs the same way.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /// Starts everything.
    ///
    /// @throws scrip.server.database.DatabaseFault if something is wrong with the database
    /// @throws org.springframework.boot.web.server.PortInUseException if the port is taken
    public static Server start(ServerOptions options) throws IOException, InterruptedException {
        if (options.demo()) {
            Demo.keepLocal(options.host(), options.origin());
        }
        StartSteps steps = new StartSteps();
        Laying laying =
                Laying.begin(() ->
                        Foundation.lay(options, Database.open(options.place(), steps), steps));
        return start(options, laying, steps, InstantSource.system(), Limits.standard());
    }

    /// Starts everything on an open database, which is closed with the server.
    ///
    /// @param people the clock by which sessions, links and keys end
    public static Server start(
            ServerOptions options, Database database, InstantSource people, Limits limits)
            throws IOException, InterruptedException {
        StartSteps steps = new StartSteps();
        Laying laying = Laying.begin(() -> Foundation.lay(options, database, steps));
        return start(options, laying, steps, people, limits);
    }

    private static Server start(
            ServerOptions options,
            Laying laying,
            StartSteps steps,
            InstantSource people,
            Limits limits)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        boolean started = false;
        try {
            ConfigurableApplicationContext context =
                    application(options, laying, people, limits).run();
            Server server = new Server(laying.await(), context);
            server.meter(options);
            steps.done("HTTP");
            tell(steps, begun);
            started = true;
            return server;
        } catch (SpringApplication.AbandonedRunException abandoned) {
            laying.await();
            throw abandoned;
        } finally {
            if (!started) {
                laying.undo();
            }
        }
    }

    /// Which part of a start takes how long, counted from the start of Java.
    private static void tell(StartSteps steps, long begun) {
        long all = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        long own = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        LOG.info(
                "ready after {}: Java {}, {}",
                StartSteps.shown(all),
                StartSteps.shown(all - own),
                steps);
    }

    private static SpringApplication application(
            ServerOptions options, Laying laying, InstantSource clock, Limits limits) {
        String given = options.origin();
        String own = options.perimeter().tls() == null ? "http://localhost:" : "https://localhost:";
        SpringApplication application = new SpringApplication(FEATURES);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(properties(options));
        application.addInitializers(starting -> {
            ConfigurableListableBeanFactory beans = starting.getBeanFactory();
            beans.registerSingleton("clock", clock);
            beans.registerSingleton(
                    "site", new Site(() -> given == null ? own + port(starting) : given));
            beans.registerSingleton("perimeter", options.perimeter());
            beans.registerSingleton("limits", limits);
            beans.registerSingleton("passwords", new Passwords(limits.passwordTurn()));
            beans.registerSingleton("emergencyUse", options.emergency());
            beans.registerSingleton(
                    "factorDemand", FactorDemand.orDefault(options.demand(), options.demo()));
            beans.registerSingleton("insideAddresses", new InsideAddresses(options.inside()));
            beans.registerSingleton("mailer", new Mailer(options.mail()));
            starting.addBeanFactoryPostProcessor(laying.beans());
        });
        return application;
    }

    private void meter(ServerOptions options) {
        Integer port = options.meteringPort();
        if (port == null) {
            return;
        }
        ConfigurableApplicationContext beans = context();
        try {
            metering =
                    MeteringPort.start(
                            options.host(),
                            port,
                            options.perimeter(),
                            beans.getBean(Edge.class),
                            beans.getBeanProvider(Routes.class).stream().toList(),
                            beans.getBean(MeterRegistry.class));
        } catch (RuntimeException failure) {
            beans.close();
            throw failure;
        }
    }

    /// What depends on the options; the rest is in `application.properties`.
    private static Map<String, Object> properties(ServerOptions options) {
        Map<String, Object> chosen = new HashMap<>();
        chosen.put("server.address", options.host());
        chosen.put("server.port", options.port());
        return chosen;
    }

    /// Whether this server has the lease, as opposed to standing by.
    boolean isWriter() {
        return foundation.writer();
    }

    /// The port it serves on.
    public int port() {
        return port(context);
    }

    private static int port(ApplicationContext context) {
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            return web.getWebServer().getPort();
        }
        throw new IllegalStateException("it does not serve");
    }

    /// The port for product services; empty if there is none.
    public OptionalInt meteringPort() {
        return metering == null ? OptionalInt.empty() : OptionalInt.of(metering.port());
    }

    /// The port for health and metrics alone; empty if there is none.
    public OptionalInt managementPort() {
        return context.getBean(ManagementPort.class).port();
    }

    /// Whether it has a certificate of its own.
    boolean speaksTls() {
        return context.getBean(Perimeter.class).tls() != null;
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /// The emergency token; empty if it is off.
    Optional<String> token() {
        return foundation.token().isOpen()
                ? Optional.of(foundation.token().text())
                : Optional.empty();
    }

    public Database database() {
        return foundation.database();
    }

    public Ledger ledger() {
        return foundation.ledger();
    }

    /// A set-up link for the vendor's first administrator, as long as there is none.
    Optional<String> setUpLink() {
        return context.getBean(SetUp.class).link();
    }

    /// Answers requests in flight, books what is in the queue, releases the lease, and stops
    /// PostgreSQL.
    @Override
    public void close() {
        if (metering != null) {
            metering.close();
        }
        context.close();
        foundation.close();
    }
}
