package scrip.server.http;

/// What can be wrong with a request or with the server before any rule is asked. With
/// `scrip.core.ledger.Code` these are all the codes of problem answers: public API, never renamed.
public enum Fault {
    /// Something in the request is not as the contract says; `errors` names everything.
    INPUT_INVALID(400),
    /// The body is not JSON, or not UTF-8.
    JSON_MALFORMED(400),
    /// The request itself cannot be read as HTTP.
    REQUEST_MALFORMED(400),
    UNAUTHENTICATED(401),
    /// No operation has that path.
    UNKNOWN_PATH(404),
    UNKNOWN_REALM(404),
    UNKNOWN_CATALOG(404),
    METHOD_NOT_ALLOWED(405),
    /// A sandbox of that name exists, or its clock is already later.
    CLOCK_NOT_BACK(409),
    /// The clock of the live realm is the server's and is not moved.
    CLOCK_NOT_MOVABLE(409),
    /// A published version never changes, and no other takes effect at its instant.
    CATALOG_VERSION_EXISTS(409),
    BODY_TOO_LARGE(413),
    MEDIA_TYPE_NOT_SUPPORTED(415),
    /// A bug: look for the request id in the log.
    INTERNAL(500),
    /// More is waiting than the queue holds.
    BUSY(503),
    /// Another server is the writer.
    STANDBY(503),
    DATABASE_AWAY(503),
    DATABASE_FULL(503),
    CLOCK_WRONG(503),
    STOPPING(503),
    /// Not answered in time; whether it was booked is told to whoever repeats it with the same key.
    UNANSWERED(503);

    private final int status;

    Fault(int status) {
        this.status = status;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }
}
