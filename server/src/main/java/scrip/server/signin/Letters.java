package scrip.server.signin;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.key.Lineage;
import scrip.server.mail.Mailer;
import scrip.server.role.Actor;

/// Sends links to the address that they are for, in both languages: nobody knows which one a
/// stranger reads.
final class Letters {

    private static final String ONCE =
            """

            The link works once. If you did not expect this, do nothing.
            此链接仅可使用一次。如非您本人预期，请忽略本邮件。
            """;

    private final Mailer mailer;
    private final Database database;
    private final Throttle byAddress;
    private final Throttle bySender;

    Letters(Mailer mailer, Database database, Limits limits) {
        this.mailer = mailer;
        this.database = database;
        Limits.Rate address = limits.lettersTo();
        this.byAddress =
                new Throttle(
                        address.tries(),
                        address.every(),
                        "this address has had several letters of this server: wait a little");
        Limits.Rate sender = limits.lettersBy();
        this.bySender =
                new Throttle(
                        sender.tries(),
                        sender.every(),
                        "you have had many letters sent: wait a little");
    }

    boolean isSetUp() {
        return mailer.isSetUp();
    }

    /// Whether the links that a caller makes are sent. Those of the operator are shown: for
    /// somebody whose mail does not work.
    boolean sends(Call call) {
        return isSetUp()
                && switch (call.identity().actor().kind()) {
                    case PERSON, KEY -> true;
                    case PROGRAM, SYSTEM, NOBODY -> false;
                };
    }

    /// Throws unless the link that a key makes for somebody known is sent to them: a key that saw
    /// it would be that person.
    void checkSends(Call call) {
        if (call.identity().actor().kind() == Actor.Kind.KEY && !isSetUp()) {
            throw new ProblemException(
                    ProblemCode.MAIL_NOT_SET_UP,
                    "a key is shown no link for somebody else, and this server sends no mail: let a"
                            + " person make the link, or the operator set up mail");
        }
    }

    /// Counts a letter that a caller is about to have sent, if it is sent at all: nobody's mailbox
    /// is filled, and nobody fills many, by whichever keys. Each operation counts for itself, so
    /// that invitations keep nobody from a new password.
    ///
    /// It is called before the transaction that makes the link, which may run several times for one
    /// letter, and for which other changes wait.
    ///
    /// @throws ProblemException if the address or the caller has had too many lately
    void take(Call call, String to) {
        if (sends(call)) {
            byAddress.take(call.route().action() + " " + to);
            bySender.take(sender(call));
        }
    }

    private String sender(Call call) {
        Actor actor = call.identity().actor();
        if (actor.kind() != Actor.Kind.KEY) {
            return call.actor();
        }
        UUID key = Objects.requireNonNull(actor.id());
        return database.readAll(sql -> Lineage.sender(sql, key));
    }

    void invitation(Links.Made made, String to, @Nullable String place) {
        String where = place == null ? "the business platform / 业务平台" : place;
        send(
                made,
                to,
                "Invitation / 邀请",
                """
                %s invites you to %s.
                %s 邀请您加入 %s。

                %s
                """
                        .formatted(
                                made.link().madeBy(),
                                where,
                                made.link().madeBy(),
                                where,
                                made.address()));
    }

    void reset(Links.Made made, String to) {
        send(
                made,
                to,
                "Your new password / 设置新密码",
                """
                With this link you set a new password.
                请通过此链接设置新密码。

                %s
                """
                        .formatted(made.address()));
    }

    void proof(Links.Made made, String to) {
        send(
                made,
                to,
                "Your address / 验证邮箱",
                """
                With this link you prove that this address is yours.
                请通过此链接验证您的邮箱。

                %s
                """
                        .formatted(made.address()));
    }

    /// Sends a link that is committed; if that fails, nobody ever sees it, and it ends.
    private void send(Links.Made made, String to, String subject, String text) {
        if (!mailer.send(new Mailer.Letter(to, subject, text + ONCE))) {
            database.transact(sql -> {
                LinkStore.undo(sql, made.link().id(), made.link().madeAt());
                return null;
            });
            throw new ProblemException(
                    ProblemCode.MAIL_NOT_SENT,
                    "the letter could not be sent: check the address, and repeat the request later");
        }
    }
}
