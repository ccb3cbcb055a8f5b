package scrip.server.telemetry;

import org.slf4j.MDC;

/// What a log line says about the request it belongs to, by the names under which logging keeps it
/// for the thread.
public final class LogFields {

    public static final String REQUEST = "request";
    static final String TRACE = "trace";
    private static final String OPERATION = "operation";
    private static final String ACCOUNT = "account";

    private LogFields() {}

    /// The names in a line of JSON, and those of the thread.
    enum Field {
        REQUEST_ID(REQUEST),
        TRACE_ID(TRACE),
        OPERATION(LogFields.OPERATION),
        ACCOUNT_ID(ACCOUNT);

        final String name;

        Field(String name) {
            this.name = name;
        }
    }

    /// Lines of this thread belong to a request.
    public static void request(String id) {
        MDC.put(REQUEST, id);
    }

    /// Which operation it asks for.
    public static void operation(String name) {
        MDC.put(OPERATION, name);
    }

    /// Which account it is about.
    public static void account(String id) {
        MDC.put(ACCOUNT, id);
    }

    /// Lines of this thread belong to no request any more.
    public static void end() {
        MDC.clear();
    }
}
