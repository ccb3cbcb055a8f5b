package scrip.server.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.role.Actor;
import scrip.server.role.Identity;
import scrip.server.role.Permission;
import scrip.server.role.TenantTest;
import scrip.server.role.VendorRole;
import scrip.server.trail.AuditTrail;

/// Nobody's mailbox is filled, and nobody fills many.
class LettersTest extends MailServer {

    @Test
    void nobodysMailboxIsFilled() throws Exception {
        String email = Browser.freshEmail();
        for (int n = 0; n < TO_ONE_MAX; n++) {
            invite(email, "finance").is(201);
        }
        invite(email, "finance").is(429, "TOO_MANY_REQUESTS");
        // Nobody is kept from inviting somebody else, nor the person from a new password.
        invite(Browser.freshEmail(), "finance").is(201);
        Browser person = browser();
        person.accept(mailed(email)).is(200);
        String who = person.get("/v1/session").is(200).at("/person/id");
        for (int n = 0; n < TO_ONE_MAX; n++) {
            administrator.post("/v1/staff/" + who + "/password-reset", "{}").is(201);
        }
        administrator
                .post("/v1/staff/" + who + "/password-reset", "{}")
                .is(429, "TOO_MANY_REQUESTS");
    }

    /// While the letter is counted, changes of others go on: they wait for one another.
    @Test
    void aLetterTooManyIsRefusedBeforeItsTransaction() throws Exception {
        String email = Browser.freshEmail();
        String other = Browser.freshEmail();
        Browser person = joined(email);
        String reset =
                "/v1/staff/" + person.get("/v1/session").at("/person/id") + "/password-reset";
        for (int n = 0; n < TO_ONE_MAX; n++) {
            invite(other, "finance").is(201);
            administrator.post(reset, "{}").is(201);
            want(person, other).is(200);
        }
        long links = links();
        AuditTrail trail = server.context().getBean(AuditTrail.class);
        trail.change(
                new AuditTrail.Origin(Actor.PROGRAM, "127.0.0.1", "test", "test"),
                _ -> {
                    invite(other, "finance").is(429, "TOO_MANY_REQUESTS");
                    administrator.post(reset, "{}").is(429, "TOO_MANY_REQUESTS");
                    want(person, other).is(429, "TOO_MANY_REQUESTS");
                    return null;
                });
        assertEquals(links, links());
        // Those of before still work.
        complete(person, mailed(other)).is(200);
    }

    private static long links() {
        return test.number("select count(*) from links");
    }

    /// Whoever may not invite somebody uses up none of the letters to them.
    @Test
    void whatIsRefusedForAnotherReasonIsNotCounted() throws Exception {
        String email = Browser.freshEmail();
        joined(email);
        for (int n = 0; n <= TO_ONE_MAX; n++) {
            invite(email, "finance").is(409, "ALREADY_MEMBER");
        }
    }

    /// Whoever makes more keys, or has keys make keys, has no more letters sent.
    @Test
    void theKeysOfAPersonSendNoMoreLettersThanThePerson() throws Exception {
        String email = Browser.freshEmail();
        invite(email, "administrator").is(201);
        Browser person = browser();
        person.accept(mailed(email)).is(200);
        Set<Permission> actions = Identity.ofVendor(List.of(VendorRole.CATALOG));
        actions.add(Permission.STAFF_WRITE);
        actions.add(Permission.PRODUCT_KEYS_WRITE);
        String wanted =
                """
                {"vendor": true, "name": "HR", "expires_at": "%s",
                 "actions": [%s]}
                """
                        .formatted(
                                TenantTest.nextYear(),
                                actions.stream()
                                        .map(p -> "\"" + p.code() + "\"")
                                        .collect(Collectors.joining(", ")));
        Caller parent = program(person.post("/v1/keys", wanted));
        List<Caller> programs =
                List.of(
                        parent,
                        program(parent.post("/v1/keys", wanted)),
                        program(parent.post("/v1/keys", wanted)),
                        program(person.post("/v1/keys", wanted)));
        for (int sent = 0; sent < SENT_MAX; sent++) {
            staff(programs.get(sent % programs.size())).is(201);
        }
        for (Caller program : programs) {
            staff(program).is(429, "TOO_MANY_REQUESTS");
        }
    }

    private static Caller program(Answer made) {
        return new Caller("http://127.0.0.1:" + server.port(), made.is(201).at("/secret"), null);
    }

    private static Answer staff(Caller program) {
        return program.post(
                "/v1/staff-invitations",
                "{\"email\": \"%s\", \"roles\": [\"CATALOG\"]}".formatted(Browser.freshEmail()));
    }
}
