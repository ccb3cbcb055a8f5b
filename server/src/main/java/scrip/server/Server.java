package scrip.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import scrip.server.access.AccessConfiguration;
import scrip.server.account.Accounts;
import scrip.server.catalog.CatalogConfiguration;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.demo.Demo;
import scrip.server.desk.DeskConfiguration;
import scrip.server.history.History;
import scrip.server.history.Movements;
import scrip.server.history.Usage;
import scrip.server.http.AdminToken;
import scrip.server.http.HttpConfiguration;
import scrip.server.key.KeyConfiguration;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Settings;
import scrip.server.license.LicenseCommand;
import scrip.server.license.LicenseConfiguration;
import scrip.server.license.LicenseKey;
import scrip.server.notice.NoticeConfiguration;
import scrip.server.order.OrderConfiguration;
import scrip.server.organization.OrganizationConfiguration;
import scrip.server.overview.OverviewConfiguration;
import scrip.server.pack.PackConfiguration;
import scrip.server.pages.PagesConfiguration;
import scrip.server.payment.PaymentConfiguration;
import scrip.server.people.PersonConfiguration;
import scrip.server.service.ServiceConfiguration;
import scrip.server.signin.Limits;
import scrip.server.signin.SetUp;
import scrip.server.signin.SignInConfiguration;
import scrip.server.signin.Site;
import scrip.server.trail.AuditConfiguration;
import scrip.server.use.UseConfiguration;

/// A running server: the database, the ledger, HTTP. They start in this order and stop in reverse,
/// so that nothing in flight is lost.
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration LEASE_WAIT_MAX = Duration.ofSeconds(10);

    private static final Class<?>[] FEATURES = {
        Main.class,
        HttpConfiguration.class,
        PagesConfiguration.class,
        Accounts.class,
        CatalogConfiguration.class,
        OrganizationConfiguration.class,
        OrderConfiguration.class,
        PaymentConfiguration.class,
        PackConfiguration.class,
        UseConfiguration.class,
        LicenseConfiguration.class,
        ServiceConfiguration.class,
        AccessConfiguration.class,
        History.class,
        Movements.class,
        Usage.class,
        NoticeConfiguration.class,
        OverviewConfiguration.class,
        DeskConfiguration.class,
        AuditConfiguration.class,
        PersonConfiguration.class,
        KeyConfiguration.class,
        SignInConfiguration.class
    };

    private final Database database;
    private final Ledger ledger;
    private final AdminToken token;
    private final boolean writer;
    private final PublishedCatalogs catalogs;
    private @Nullable ConfigurableApplicationContext context;

    private Server(
            Database database,
            Ledger ledger,
            AdminToken token,
            boolean writer,
            PublishedCatalogs catalogs) {
        this.database = database;
        this.ledger = ledger;
        this.token = token;
        this.writer = writer;
        this.catalogs = catalogs;
    }

    /// The options of a server.
    ///
    /// @param port 0 for any free port
    /// @param tokenFile where the admin token is stored unless `token` gives it; the key of license
    ///   files is beside it
    /// @param origin where browsers reach it through a proxy; null if they use its port on this
    ///   machine
    /// @param demo whether the demo is played first, in a sandbox
    public record Options(
            DatabaseLocation place,
            String host,
            int port,
            Path tokenFile,
            @Nullable String token,
            @Nullable String origin,
            boolean demo) {

        public Options(
                DatabaseLocation place,
                String host,
                int port,
                Path tokenFile,
                @Nullable String token) {
            this(place, host, port, tokenFile, token, null, false);
        }
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
    public static Server start(Options options) throws IOException, InterruptedException {
        if (options.demo()) {
            Demo.keepLocal(options.host(), options.origin());
        }
        return start(
                options, Database.open(options.place()), InstantSource.system(), Limits.standard());
    }

    /// Starts everything on an open database, which is closed with the server.
    ///
    /// @param people the clock by which sessions, links and keys end
    public static Server start(
            Options options, Database database, InstantSource people, Limits limits)
            throws IOException, InterruptedException {
        PublishedCatalogs catalogs = new PublishedCatalogs(database);
        Ledger ledger = null;
        boolean started = false;
        try {
            Demo.keepApart(database, options.demo());
            AdminToken token = AdminToken.of(options.token(), options.tokenFile());
            InstantSource clock = InstantSource.system();
            ledger = Ledger.start(database, catalogs::of, clock, Settings.standard());
            Realm live = ledger.realms().live();
            catalogs.publishShipped(live, clock.instant());
            boolean writer = ledger.awaitServing(LEASE_WAIT_MAX);
            if (options.demo() && writer) {
                Demo.play(
                        ledger, database, catalogs, clock.instant(), line -> LOG.info("{}", line));
            }
            Server server = new Server(database, ledger, token, writer, catalogs);
            catalogs.watch();
            server.serve(
                    options,
                    people,
                    limits,
                    LicenseKey.of(
                            options.tokenFile().resolveSibling(LicenseCommand.LICENSE_KEY_FILE)));
            started = true;
            return server;
        } finally {
            if (!started) {
                catalogs.close();
                if (ledger != null) {
                    ledger.close();
                }
                database.close();
            }
        }
    }

    private void serve(Options options, InstantSource clock, Limits limits, LicenseKey licenseKey) {
        String given = options.origin();
        Site site = new Site(() -> given == null ? "http://localhost:" + port() : given);
        SpringApplication application = new SpringApplication(FEATURES);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(properties(options));
        application.addInitializers(starting -> {
            ConfigurableListableBeanFactory beans = starting.getBeanFactory();
            beans.registerSingleton("database", database);
            beans.registerSingleton("ledger", ledger);
            beans.registerSingleton("realms", ledger.realms());
            beans.registerSingleton("token", token);
            beans.registerSingleton("catalogs", catalogs);
            beans.registerSingleton("clock", clock);
            beans.registerSingleton("site", site);
            beans.registerSingleton("limits", limits);
            beans.registerSingleton("licenseKey", licenseKey);
        });
        context = application.run();
    }

    /// What depends on the options; the rest is in `application.properties`.
    private static Map<String, Object> properties(Options options) {
        Map<String, Object> chosen = new HashMap<>();
        chosen.put("server.address", options.host());
        chosen.put("server.port", options.port());
        if (options.origin() != null) {
            // A proxy in front of the server tells the client's address, and whether it uses TLS.
            chosen.put("server.forward-headers-strategy", "native");
        }
        return chosen;
    }

    /// Whether this server has the lease, as opposed to standing by.
    boolean isWriter() {
        return writer;
    }

    /// The port it serves on.
    public int port() {
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            return web.getWebServer().getPort();
        }
        throw new IllegalStateException("it does not serve");
    }

    public ConfigurableApplicationContext context() {
        return Objects.requireNonNull(context);
    }

    AdminToken token() {
        return token;
    }

    public Database database() {
        return database;
    }

    public Ledger ledger() {
        return ledger;
    }

    /// A set-up link for the vendor's first administrator, as long as there is none.
    Optional<String> setUpLink() {
        return context().getBean(SetUp.class).link();
    }

    /// Answers requests in flight, books what is in the queue, releases the lease, and stops
    /// PostgreSQL.
    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
        catalogs.close();
        ledger.close();
        database.close();
    }
}
