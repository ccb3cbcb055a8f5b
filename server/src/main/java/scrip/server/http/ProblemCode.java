package scrip.server.http;

/// What can be wrong with a request or with the server before any rule is applied. With
/// `scrip.core.ledger.Code` these are all the codes of problem answers: public API, never renamed.
public enum ProblemCode {
    /// Some input does not conform to the contract; `errors` lists everything.
    INPUT_INVALID(400),
    /// The body is not JSON, or not UTF-8.
    JSON_MALFORMED(400),
    /// The request itself cannot be read as HTTP.
    REQUEST_MALFORMED(400),
    UNAUTHENTICATED(401),
    /// No user has this e-mail address and password, or this passkey.
    SIGN_IN_REFUSED(401),
    /// The code of the second factor is wrong, or was used.
    SECOND_FACTOR_REFUSED(401),
    /// What a browser brought back from an identity provider is not taken.
    SIGN_ON_REFUSED(401),
    /// The role, or the key, does not allow it.
    FORBIDDEN(403),
    /// The key works from other addresses only.
    KEY_ADDRESS_REFUSED(403),
    /// Nobody here is linked with who somebody is at the identity provider.
    SIGN_ON_NOT_LINKED(403),
    /// The person gave their password or passkey too long ago for what makes a way in.
    SIGN_IN_STALE(403),
    /// The session waits for the second factor.
    SECOND_FACTOR_NEEDED(403),
    /// The person's role demands a second factor, and they have not set one up yet.
    SECOND_FACTOR_NOT_SET_UP(403),
    /// One of the two persons let the other in, by an invitation or a new password.
    NOT_INDEPENDENT(403),
    /// Who works for the vendor does not erase themself.
    ANOTHER_ADMINISTRATOR_NEEDED(403),
    /// Neither mail, nor single sign-on, nor a passkey tells that it is the person of that address.
    PERSON_NOT_PROVEN(403),
    /// Who came by an organization's provider makes no way in of their own before they have a
    /// password.
    PASSWORD_NEEDED(403),
    /// The header `X-CSRF-Token` is missing or is not that of the session.
    CSRF_TOKEN_WRONG(403),
    /// No operation has that path.
    UNKNOWN_PATH(404),
    UNKNOWN_REALM(404),
    UNKNOWN_CATALOG(404),
    /// The link was used, has expired, was revoked, or never existed.
    UNKNOWN_LINK(404),
    UNKNOWN_PERSON(404),
    UNKNOWN_SESSION(404),
    UNKNOWN_INVITATION(404),
    UNKNOWN_PASSKEY(404),
    /// The person has no second factor, or has not begun to set one up.
    UNKNOWN_SECOND_FACTOR(404),
    UNKNOWN_API_KEY(404),
    UNKNOWN_PROVIDER(404),
    UNKNOWN_IDENTITY(404),
    UNKNOWN_DOCUMENT(404),
    UNKNOWN_PACK(404),
    UNKNOWN_AGREEMENT(404),
    UNKNOWN_EMERGENCY(404),
    UNKNOWN_VISIT(404),
    UNKNOWN_NOTICE(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    /// The request did not arrive completely in time.
    REQUEST_TIMEOUT(408),
    /// An organization needs an owner.
    LAST_OWNER(409),
    /// The vendor needs an administrator.
    LAST_ADMINISTRATOR(409),
    SANDBOX_REMOVED(409),
    ALREADY_MEMBER(409),
    /// This server sends no mail, so nobody can prove an address by it.
    MAIL_NOT_SET_UP(409),
    /// Another person has the address.
    ADDRESS_TAKEN(409),
    /// Somebody else is linked with who the person is at the identity provider.
    IDENTITY_TAKEN(409),
    /// Without it the person could not sign in any more.
    LAST_WAY_IN(409),
    /// The key already has two valid secrets.
    KEY_ROTATING(409),
    /// Not everybody knows the next key that signs answers yet.
    NEXT_KEY_TOO_NEW(409),
    KEY_ENDED(409),
    /// A sandbox of that name exists, or its clock is already later.
    CLOCK_NOT_BACK(409),
    /// The clock of the live realm is the server's and is not moved.
    CLOCK_NOT_MOVABLE(409),
    /// A published version never changes, and no other version may take effect at the same instant.
    CATALOG_VERSION_EXISTS(409),
    /// The version would change what an id of another version stands for (C1).
    ITEM_CHANGED(409),
    /// The header `If-Match` names another version than there is by now.
    VERSION_CHANGED(412),
    BODY_TOO_LARGE(413),
    MEDIA_TYPE_NOT_SUPPORTED(415),
    /// The server is not known under the name that the request is for.
    UNKNOWN_HOST(421),
    /// The password is too short, too long or too easily guessed.
    PASSWORD_NOT_ACCEPTED(422),
    PASSKEY_NOT_ACCEPTED(422),
    /// The issuer is none, or stands for many.
    PROVIDER_NOT_ACCEPTED(422),
    /// The file is empty, does not match its type, or exceeds the number of files allowed.
    DOCUMENT_NOT_ACCEPTED(422),
    /// More requests than the limit allows, or too many wrong passwords.
    TOO_MANY_REQUESTS(429),
    /// A bug: look for the request id in the log.
    INTERNAL(500),
    /// No server of this kind has such a method or encoding.
    NOT_IMPLEMENTED(501),
    /// The identity provider does not answer as it should.
    PROVIDER_FAULTY(502),
    /// The queue is full.
    BUSY(503),
    /// Another server is the writer.
    STANDBY(503),
    DATABASE_AWAY(503),
    DATABASE_FULL(503),
    CLOCK_WRONG(503),
    STOPPING(503),
    /// The mail server does not take the letter; what it was for is undone.
    MAIL_NOT_SENT(503),
    /// Not answered in time; repeating it with the same key tells whether it was booked.
    UNANSWERED(503),
    /// Another HTTP than 1.1 (or 2, over TLS).
    VERSION_NOT_SUPPORTED(505);

    private final int status;

    ProblemCode(int status) {
        this.status = status;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }
}
