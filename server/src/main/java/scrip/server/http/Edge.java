package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import scrip.core.ledger.Code;
import scrip.core.ledger.Refusal;
import scrip.core.organization.OrganizationId;
import scrip.server.connection.Exchange;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Realms;
import scrip.server.ledger.UnavailableException;
import scrip.server.role.Identity;
import scrip.server.role.NotGrantedException;
import scrip.server.telemetry.LogFields;
import scrip.server.telemetry.Traces;

/// The edge that every operation passes: it identifies the caller and the realm, and is the one
/// place that turns exceptions into answers.
public final class Edge {

    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

    /// After how many seconds to repeat what this server could not take.
    static final int RETRY_AFTER_SECONDS = 1;

    private static final String REPEATED = "Idempotent-Replayed";
    private static final String OPTIONS = "OPTIONS";
    private static final String JSON = "application/json";

    private final Gatekeeper gatekeeper;
    private final Recorder recorder;
    private final Realms realms;
    private final Cursors cursors;
    private final TableNames names;

    public Edge(
            Gatekeeper gatekeeper,
            Recorder recorder,
            Realms realms,
            Cursors cursors,
            TableNames names) {
        this.names = names;
        this.gatekeeper = gatekeeper;
        this.recorder = recorder;
        this.realms = realms;
        this.cursors = cursors;
    }

    /// An answer, ready to be written.
    static final class Written {

        private final int status;
        private final String type;
        private final byte[] body;
        private final Map<String, String> headers;
        private final List<String> cookies = new ArrayList<>();
        private boolean mayBePacked;
        private final @Nullable Body streamed;

        /// Writes the body of an answer that is not held in memory.
        interface Body {
            void to(OutputStream out) throws IOException;
        }

        Written(int status, String type, byte[] body, Map<String, String> headers) {
            this(status, type, body, headers, null);
        }

        /// @param streamed writes the body; null: it is there
        Written(
                int status,
                String type,
                byte[] body,
                Map<String, String> headers,
                @Nullable Body streamed) {
            this.streamed = streamed;
            this.status = status;
            this.type = type;
            this.body = body;
            this.headers = headers;
        }

        static Written of(Reply reply) {
            boolean plain = reply.body() instanceof Reply.Content;
            Map<String, String> headers = new LinkedHashMap<>(reply.headers());
            headers.putIfAbsent("Cache-Control", "no-store");
            Written written =
                    new Written(
                            reply.status(),
                            plain ? ((Reply.Content) reply.body()).type() : JSON,
                            plain
                                    ? ((Reply.Content) reply.body()).bytes()
                                    : Json.bytes(reply.body()),
                            headers);
            written.cookies.addAll(reply.cookies());
            return written;
        }

        int status() {
            return status;
        }

        /// This answer with one more header.
        Written with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            Written written = new Written(status, type, body, more, streamed);
            written.cookies.addAll(cookies);
            written.mayBePacked = mayBePacked;
            return written;
        }

        /// This answer, which tells what is left to the caller; null if they are told nothing.
        private Written told(@Nullable RateLimit left) {
            if (left != null) {
                headers.put(RateLimit.POLICY_HEADER, left.policy());
                headers.put(RateLimit.LEFT_HEADER, left.remaining());
            }
            return this;
        }

        /// This answer, of an operation that will be taken back; null for one that stays.
        private Written told(@Nullable Deprecation deprecation) {
            if (deprecation != null) {
                headers.putAll(deprecation.headers());
            }
            return this;
        }

        /// This answer, compressed if the caller takes that and it is worth it.
        private Written packable() {
            mayBePacked =
                    cookies.isEmpty() && body.length >= Packing.BYTES_LEAST && Packing.isText(type);
            return mayBePacked ? with("Vary", "Accept-Encoding") : this;
        }

        private byte[] content(HttpServletRequest request, HttpServletResponse response) {
            if (!mayBePacked || !Packing.isTaken(request.getHeader("Accept-Encoding"))) {
                return body;
            }
            response.setHeader("Content-Encoding", "gzip");
            return Packing.packed(body);
        }

        /// All of it, for a connection on which nobody else writes a head.
        byte[] withHead() {
            String head =
                    "HTTP/1.1 "
                            + status
                            + " \r\nContent-Type: "
                            + type
                            + "\r\nContent-Length: "
                            + body.length
                            + "\r\nConnection: close\r\n\r\n";
            return (head + new String(body, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
        }

        /// Writes it as the answer to a request.
        void to(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setStatus(status);
            headers.forEach(response::setHeader);
            cookies.forEach(c -> response.addHeader("Set-Cookie", c));
            if (streamed != null) {
                response.setContentType(type);
                streamed.to(response.getOutputStream());
            } else if (!type.isEmpty()) {
                byte[] content = content(request, response);
                response.setContentType(type);
                response.setContentLength(content.length);
                if (status == HttpServletResponse.SC_BAD_REQUEST) {
                    Exchange.keepOpen(request, response, content);
                } else {
                    response.getOutputStream().write(content);
                }
            }
        }
    }

    /// Answers a request to an operation.
    ///
    /// @param path the values of the path parameters
    Written answer(HttpServletRequest request, Map<String, String> path, Route route) {
        String requestId = RequestIds.of(request);
        begin(path, route, requestId);
        Allowance allowance = Allowance.UNLIMITED;
        try {
            Identity identity = gatekeeper.identify(request, route);
            allowance = gatekeeper.allowance(identity, route);
            Call call =
                    new Call(
                            new Asking(
                                    request, path, realms, requestId, identity, route, allowance,
                                    cursors));
            Admission.check(call, request, gatekeeper);
            Reply reply = route.handler().handle(call);
            if (route.isRecorded() && !call.note().isRecorded()) {
                recorder.record(call, reply);
            }
            return written(call, reply).told(allowance.rateLimit()).told(route.deprecation());
        } catch (RuntimeException thrown) {
            ProblemException found = problem(thrown, route);
            Written written =
                    written(found.problem(), requestId, ProblemForm.of(route.path()))
                            .told(found.rateLimit())
                            .told(allowance.rateLimit())
                            .told(route.deprecation());
            return found.retryAfterSeconds() == 0
                    ? written
                    : written.with("Retry-After", Integer.toString(found.retryAfterSeconds()));
        }
    }

    /// The answer of an operation that was done.
    private Written written(Call call, Reply reply) {
        Reply told = call.note().isRepeated() ? reply.withHeader(REPEATED, "true") : reply;
        if (isKnown(call, told)) {
            return Written.of(told.notModified());
        }
        Written written = table(call, told);
        return call.identity().session() == null && !call.route().asksAgain()
                ? written.packable()
                : written;
    }

    /// A list may be wanted as a table.
    private Written table(Call call, Reply reply) {
        TableFormat format = call.table();
        return format == null
                ? Written.of(reply)
                : Table.of(call, reply, names).written(format, reply);
    }

    /// Whether the caller has the answer already, as the header `If-None-Match` says.
    private static boolean isKnown(Call call, Reply reply) {
        String tag = reply.headers().get(Reply.TAG);
        EntityTags known = tag == null ? null : EntityTags.read(call.header("If-None-Match"));
        return known != null
                && call.route().isReading()
                && call.table() == null
                && known.has(String.valueOf(tag));
    }

    /// Log lines and traces tell from here on what is asked for.
    private static void begin(Map<String, String> path, Route route, String requestId) {
        LogFields.operation(route.action());
        Traces.operation(route.name(), requestId);
        String account = path.get(Admission.ORGANIZATION);
        if (account != null && OrganizationId.isValid(account)) {
            LogFields.account(account);
        }
    }

    /// The problem that anything thrown by an operation is answered with.
    static ProblemException problem(RuntimeException thrown, Route route) {
        return switch (thrown) {
            case ProblemException found -> found;
            case NotGrantedException refused -> new ProblemException(problem(refused));
            case UnavailableException unavailable ->
                    new ProblemException(problem(unavailable.reason()));
            case DataAccessResourceFailureException away -> databaseAway(away);
            case TransientDataAccessException away -> databaseAway(away);
            default -> {
                LOG.error("{} {} failed", route.method(), route.path(), thrown);
                yield new ProblemException(
                        ProblemCode.INTERNAL,
                        "something went wrong in this server: tell its operator the request id");
            }
        };
    }

    private static ProblemException databaseAway(RuntimeException away) {
        LOG.warn("the database did not answer: {}", away.toString());
        return new ProblemException(problem(Outcome.Reason.DATABASE_AWAY));
    }

    private static Problem problem(NotGrantedException refused) {
        return refused.isUnknown()
                ? Problem.of(
                        Refusal.of(Code.UNKNOWN_ORGANIZATION, String.valueOf(refused.getMessage())))
                : Problem.of(ProblemCode.FORBIDDEN, String.valueOf(refused.getMessage()));
    }

    /// The problem of a ledger that does not answer now.
    public static Problem problem(Outcome.Reason reason) {
        return switch (reason) {
            case BUSY ->
                    Problem.of(
                            ProblemCode.BUSY,
                            "the server is busy: repeat the request a little later");
            case STANDBY ->
                    Problem.of(
                            ProblemCode.STANDBY,
                            "this server is not the active one, or not yet: repeat the request");
            case DATABASE_AWAY ->
                    Problem.of(
                            ProblemCode.DATABASE_AWAY,
                            "the database does not answer: repeat the request");
            case DATABASE_FULL ->
                    Problem.of(
                            ProblemCode.DATABASE_FULL,
                            "the database has no space left, so nothing is booked: tell the operator, and repeat the request when there is space");
            case CLOCK_WRONG ->
                    Problem.of(
                            ProblemCode.CLOCK_WRONG,
                            "the clock of this server is wrong, so it books nothing: tell its"
                                    + " operator");
            case STOPPING ->
                    Problem.of(ProblemCode.STOPPING, "this server is stopping: repeat the request");
        };
    }

    /// The answer to a request whose path no operation has.
    static Written unknownPath(HttpServletRequest request) {
        String detail = "there is nothing at this path: the operations are at /docs/contract";
        return written(
                Problem.of(ProblemCode.UNKNOWN_PATH, detail),
                RequestIds.of(request),
                ProblemForm.of(request.getRequestURI()));
    }

    /// Answers a request to a path that has one operation.
    Written answerAt(HttpServletRequest request, Route route) {
        return answerAt(request, Map.of(), route);
    }

    /// @param path the values of the path parameters
    Written answerAt(HttpServletRequest request, Map<String, String> path, Route route) {
        if (route.path().equals(Route.GATE)) {
            return answer(new GateRequest(request), Map.of(), route);
        }
        return route.takes(request.getMethod())
                ? answer(request, path, route)
                : otherMethod(request, Set.of(route.method()));
    }

    /// The answer to a request with another method than the operations of its path: to `OPTIONS`,
    /// which methods there are.
    ///
    /// @param methods that the operations have
    static Written otherMethod(HttpServletRequest request, Set<String> methods) {
        TreeSet<String> all = new TreeSet<>(methods);
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        String detail = "this path takes " + String.join(", ", all) + " only";
        all.add(OPTIONS);
        String allowed = String.join(", ", all);
        if (OPTIONS.equals(request.getMethod())) {
            return new Written(
                    HttpServletResponse.SC_NO_CONTENT, "", new byte[0], Map.of("Allow", allowed));
        }
        return written(
                        Problem.of(ProblemCode.METHOD_NOT_ALLOWED, detail),
                        RequestIds.of(request),
                        ProblemForm.of(request.getRequestURI()))
                .with("Allow", allowed);
    }

    static Written written(Problem problem, String requestId) {
        return written(problem, requestId, ProblemForm.CONTRACT);
    }

    static Written written(Problem problem, String requestId, ProblemForm form) {
        ProblemCounts.add(problem.code());
        Map<String, String> headers = new LinkedHashMap<>(form.headers(problem));
        headers.put("Cache-Control", "no-store");
        if (problem.isTemporary()) {
            headers.put("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        }
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            headers.put("WWW-Authenticate", "Bearer realm=\"scrip\"");
        }
        return new Written(
                form.status(problem),
                form.type(),
                Json.bytes(form.shown(problem, requestId)),
                headers);
    }
}
