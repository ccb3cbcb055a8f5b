package scrip.server.setting;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every setting, under the name that it has in the environment and in the configuration file.
public enum Setting {
    SCRIP_HOST(Part.PORTS, Kind.TEXT, "127.0.0.1", "the address it listens on; `0.0.0.0` for all"),
    SCRIP_PORT(Part.PORTS, Kind.PORT, "8080", "the port"),
    SCRIP_METERING_PORT(
            Part.PORTS,
            Kind.PORT_OR_OFF,
            "the next port",
            "the [port for product services](start.md#the-metering-port); `off` for none. If it is"
                    + " not set and the next port is taken, there is none"),
    SCRIP_MANAGEMENT_PORT(
            Part.PORTS,
            Kind.PORT_OR_OFF,
            "the one after that",
            "the [port for health and metrics](start.md#health-and-metrics); `off` for none. If it"
                    + " is not set and that port is taken, there is none"),
    SCRIP_MANAGEMENT_HOST(
            Part.PORTS, Kind.TEXT, "127.0.0.1", "the address that the management port listens on"),
    SCRIP_ORIGIN(
            Part.NAMES,
            Kind.TEXT,
            "http://localhost:<port>",
            "the public address, such as `https://scrip.example`, with a certificate of its own or a"
                    + " proxy's: it determines links, passkeys and `Secure` cookies. With"
                    + " `SCRIP_TLS_CERTIFICATE` the default is `https://localhost:<port>`"),
    SCRIP_HOSTS(
            Part.NAMES,
            Kind.TEXT,
            "the host of SCRIP_ORIGIN",
            "more [names](start.md#names), without ports, under which browsers and programs ask for"
                    + " this server, such as `scrip.internal`"),
    SCRIP_PROXIES(
            Part.NAMES,
            Kind.TEXT,
            "",
            "addresses and networks of [proxies](start.md#tls) that are believed when they say for"
                    + " whom they ask, such as `192.0.2.7, 10.1.0.0/16`"),
    SCRIP_TLS_CERTIFICATE(
            Part.NAMES,
            Kind.FILE,
            "",
            "a file (PEM) with a certificate: [TLS of its own](start.md#tls)"),
    SCRIP_TLS_KEY(Part.NAMES, Kind.FILE, "", "a file (PEM) with its private key"),
    SCRIP_DATA(Part.DATA, Kind.FOLDER, "data", "the [data folder](start.md#the-data-folder)"),
    SCRIP_DATABASE_URL(
            Part.DATA,
            Kind.TEXT,
            "",
            "[your own PostgreSQL](external.md), 15 or newer, `jdbc:postgresql://…`; several servers"
                    + " with `targetServerType=primary`. The data folder then has only what is"
                    + " [beside the database](start.md#the-data-folder)"),
    SCRIP_DATABASE_USER(Part.DATA, Kind.TEXT, "", "its user, unless the URL has it"),
    SCRIP_DATABASE_PASSWORD(Part.DATA, Kind.SECRET, "", "its password, unless the URL has it"),
    SCRIP_POSTGRES_BUFFERS(
            Part.DATA,
            Kind.MEGABYTES,
            "an eighth of the memory",
            "megabytes of memory for the buffers of the [embedded PostgreSQL](start.md#the-data-folder)"
                    + " from its next start on; the default is from 128 to 8192"),
    SCRIP_POSTGRES_LOG(
            Part.DATA,
            Kind.MEGABYTES,
            "four times the buffers",
            "megabytes of log after which it makes a checkpoint; the default is from 2048 to 8192. With"
                    + " more there are fewer checkpoints, and a start after a crash takes longer"),
    SCRIP_HEADS(
            Part.DATA,
            Kind.FOLDER,
            "",
            "a folder for the [head](verify.md#heads) of each day, outside of what the database's"
                    + " administrator can write to"),
    SCRIP_HEAD_MAIL(
            Part.DATA,
            Kind.TEXT,
            "",
            "addresses, separated by commas, to which the [head](verify.md#heads) of each day is mailed;"
                    + " needs `SCRIP_MAIL_HOST`"),
    SCRIP_BACKUPS(
            Part.DATA,
            Kind.FOLDER,
            "",
            "the folder that your [backups](backup.md) go to, if another machine makes them:"
                    + " `./scrip doctor` looks how old the newest in it is, too"),
    SCRIP_ADMIN_TOKEN(
            Part.PEOPLE,
            Kind.SECRET,
            "made at the first start",
            "the [emergency token](start.md#the-emergency-token): 20 to 200 visible characters; set"
                    + " the same on all servers of one database"),
    SCRIP_EMERGENCY_TOKEN(
            Part.PEOPLE,
            Kind.TEXT,
            "until there is an administrator",
            "`on`: the emergency token works later too, `off`: never"),
    SCRIP_SECOND_FACTOR(
            Part.PEOPLE,
            Kind.TEXT,
            "administrator,finance",
            "the roles whose people need a [second factor](start.md#second-factors); `none` for"
                    + " nobody"),
    SCRIP_SIGN_ON_INSIDE(
            Part.PEOPLE,
            Kind.TEXT,
            "",
            "networks inside in which [identity providers](sign-on.md) may be, such as"
                    + " `10.1.0.0/16`; others are refused there"),
    SCRIP_MAIL_HOST(
            Part.PEOPLE,
            Kind.TEXT,
            "",
            "the [mail server](start.md#mail) to send by; without one no mail is sent"),
    SCRIP_MAIL_PORT(Part.PEOPLE, Kind.PORT, "587", "its port"),
    SCRIP_MAIL_FROM(Part.PEOPLE, Kind.TEXT, "", "the address that mail comes from"),
    SCRIP_MAIL_USER(
            Part.PEOPLE,
            Kind.TEXT,
            "",
            "if the mail server asks for one; it goes over an encrypted connection only"),
    SCRIP_MAIL_PASSWORD(Part.PEOPLE, Kind.SECRET, "", "the password of that user"),
    SCRIP_LOG(
            Part.WATCHING,
            Kind.TEXT,
            "text",
            "the form of [log lines](metrics.md#logs): `text` or `json`"),
    SCRIP_OTLP_ENDPOINT(
            Part.WATCHING,
            Kind.TEXT,
            "",
            "where [traces](metrics.md#traces) are sent, such as `http://localhost:4318`"),
    SCRIP_OTLP_SHARE(
            Part.WATCHING, Kind.TEXT, "1", "which share of the traces is sent, from 0 to 1"),
    AWS_ENDPOINT_URL_S3(
            Part.STORE, Kind.TEXT, "", "the store to keep archives in, if not `AWS_ENDPOINT_URL`"),
    AWS_ENDPOINT_URL(Part.STORE, Kind.TEXT, "", "the store, if it is not Amazon's"),
    AWS_REGION(Part.STORE, Kind.TEXT, "", "its region"),
    AWS_DEFAULT_REGION(Part.STORE, Kind.TEXT, "", "its region, if `AWS_REGION` is not set"),
    AWS_ACCESS_KEY_ID(Part.STORE, Kind.TEXT, "", "who asks it"),
    AWS_SECRET_ACCESS_KEY(Part.STORE, Kind.SECRET, "", "the key of whoever asks"),
    AWS_SESSION_TOKEN(Part.STORE, Kind.SECRET, "", "with a key that ends"),
    SCRIP_CONFIG(Part.START, Kind.FILE, "", "the configuration file"),
    SCRIP_JAVA_OPTIONS(
            Part.START,
            Kind.TEXT,
            "",
            "options for Java, such as `-Xmx2g`; they come after those of the launcher"),
    SCRIP_START_CACHE(
            Part.START,
            Kind.TEXT,
            "on",
            "`off`: neither make nor use the [start cache](start.md#the-start-cache)");

    /// What settings are about, and so their order.
    enum Part {
        PORTS("Ports"),
        NAMES("Names, proxies and certificates"),
        DATA("Data"),
        PEOPLE("People and mail"),
        WATCHING("Logs and traces"),
        STORE("Archives in an object store"),
        START("Read before the file, so in the environment only");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /// The form of a value.
    enum Kind {
        TEXT,
        FILE,
        FOLDER,
        PORT,
        PORT_OR_OFF,
        MEGABYTES,
        SECRET
    }

    /// Behind the name of a secret: the file that it is in.
    static final String IN_FILE = "_FILE";

    private static final int PORT_MAX = 65_535;
    private static final int MEGABYTES_MIN = 128;
    private static final int MEGABYTES_MAX = 1 << 20;

    private final Part part;
    private final Kind kind;
    private final String usual;
    private final String about;

    Setting(Part part, Kind kind, String usual, String about) {
        this.part = part;
        this.kind = kind;
        this.usual = usual;
        this.about = about;
    }

    /// The setting of that name.
    static Optional<Setting> of(String name) {
        return Stream.of(values()).filter(setting -> setting.name().equals(name)).findFirst();
    }

    /// All names that a value may be given under.
    public static List<String> names() {
        return Stream.of(values())
                .flatMap(s ->
                        s.isSecret()
                                ? Stream.of(s.name(), s.name() + IN_FILE)
                                : Stream.of(s.name()))
                .toList();
    }

    Part part() {
        return part;
    }

    /// What holds if nothing is said; empty for nothing.
    public String usual() {
        return usual;
    }

    /// What it is for, as Markdown.
    public String about() {
        return about;
    }

    /// Whether it is never shown.
    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /// Whether the file may have it.
    boolean isInFile() {
        return part != Part.START;
    }

    /// What is wrong with a value, as far as its form tells.
    public Optional<String> fault(String value) {
        if (kind == Kind.MEGABYTES && !isMegabytes(value)) {
            return Optional.of(
                    "%s must be a number of megabytes from %d to %d, not '%s'"
                            .formatted(name(), MEGABYTES_MIN, MEGABYTES_MAX, value));
        }
        boolean off = kind == Kind.PORT_OR_OFF && value.equals("off");
        boolean port = kind == Kind.PORT || kind == Kind.PORT_OR_OFF;
        if (!port || off || isPort(value)) {
            return Optional.empty();
        }
        return Optional.of(
                name()
                        + " must be a number up to "
                        + PORT_MAX
                        + (kind == Kind.PORT_OR_OFF ? " or off" : "")
                        + ", not '"
                        + value
                        + "'");
    }

    private static boolean isMegabytes(String value) {
        if (!value.matches("[0-9]{1,7}")) {
            return false;
        }
        int megabytes = Integer.parseInt(value);
        return megabytes >= MEGABYTES_MIN && megabytes <= MEGABYTES_MAX;
    }

    private static boolean isPort(String value) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= PORT_MAX;
    }
}
