package scrip.server.signin;

import com.github.f4b6a3.uuid.UuidCreator;
import com.webauthn4j.util.exception.WebAuthnException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.trail.AuditTrail;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Registers passkeys, and signs people in with them.
final class Passkeys {

    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    private final Database database;
    private final Sessions sessions;
    private final SignIn signIn;
    private final AuditTrail trail;
    private final Site site;
    private final InstantSource clock;

    Passkeys(
            Database database,
            Sessions sessions,
            SignIn signIn,
            AuditTrail trail,
            Site site,
            InstantSource clock) {
        this.database = database;
        this.sessions = sessions;
        this.signIn = signIn;
        this.trail = trail;
        this.site = site;
        this.clock = clock;
    }

    /// The options of a ceremony, to be passed to the browser.
    record Challenge(UUID ceremony, JsonNode options) {}

    private record Noted(String label) {}

    List<PasskeyStore.Row> of(UUID person) {
        return database.readAll(sql -> PasskeyStore.of(sql, person));
    }

    /// Begins the registration of a passkey.
    Challenge beginToAdd(Call call, UUID person) {
        sessions.checkMakesWaysIn(call, person);
        Bytes challenge = Bytes.random();
        return asked(person, challenge, creation(ceremony(person), person, challenge));
    }

    /// Completes the registration of a passkey.
    PasskeyStore.Row add(Call call, UUID person, UUID ceremonyId, String label, JsonNode sent) {
        Bytes challenge = challenge(ceremonyId, person);
        if (challenge == null) {
            throw notAccepted("the answer came too late: begin again");
        }
        Ceremony ceremony = ceremony(person);
        CredentialRecord made;
        try {
            PublicKeyCredential<AuthenticatorAttestationResponse> credential =
                    JSON.treeToValue(
                            sent,
                            JSON.constructType(
                                    new TypeReference<
                                            PublicKeyCredential<
                                                    AuthenticatorAttestationResponse>>() {}));
            operations(ceremony, challenge)
                    .registerCredential(
                            new ImmutableRelyingPartyRegistrationRequest(
                                    creation(ceremony, person, challenge),
                                    new RelyingPartyPublicKey(credential, label)));
            made = ceremony.kept();
        } catch (WebAuthnException
                | IllegalArgumentException
                | NullPointerException // a part is missing
                | JacksonException wrong) {
            throw notAccepted(
                    "the passkey is incomplete, was made for another site, or is registered already");
        }
        PasskeyStore.Row added =
                trail.change(
                        call,
                        change -> {
                            PasskeyStore.Row row = row(person, label, made, change.now());
                            if (PasskeyStore.byCredential(change.sql(), row.credential())
                                    .isPresent()) {
                                throw notAccepted("the passkey is registered already");
                            }
                            PasskeyStore.add(change.sql(), row);
                            sessions.complete(call, change);
                            sessions.note(
                                    change, me(person), call.route().action(), new Noted(label));
                            return row;
                        });
        sessions.changed();
        return added;
    }

    void remove(Call call, UUID person, UUID id) {
        trail.change(
                call,
                change -> {
                    Noted before = noted(change, person, id);
                    if (!PasskeyStore.remove(change.sql(), person, id)) {
                        throw unknown(id);
                    }
                    sessions.lostFactor(change.sql(), person);
                    sessions.note(change, me(person), call.route().action(), before, null);
                    return null;
                });
        sessions.changed();
    }

    /// Begins a sign-in by an unknown person.
    Challenge beginToSignIn(Call call) {
        signIn.slow(call);
        Bytes challenge = Bytes.random();
        return asked(null, challenge, request(challenge));
    }

    Sessions.Begun signIn(Call call, UUID ceremonyId, JsonNode sent) {
        Answered answered = answered(call, ceremonyId, sent);
        Sessions.Begun begun =
                trail.change(
                        call,
                        change -> {
                            answered.use(change);
                            return sessions.begin(
                                    call, change, answered.person, SignInMethod.PASSKEY);
                        });
        sessions.changed();
        return begun;
    }

    /// Proves with a passkey that the person of the session is still there.
    void prove(Call call, UUID person, UUID ceremonyId, JsonNode sent) {
        Answered answered = answered(call, ceremonyId, sent);
        if (!answered.row.person().equals(person)) {
            throw signIn.refused(call, "passkey");
        }
        trail.change(
                call,
                change -> {
                    answered.use(change);
                    sessions.prove(call, change, answered.person, SignInMethod.PASSKEY);
                    return null;
                });
        sessions.changed();
    }

    /// Proves with the password that the person of the session is still there.
    void prove(Call call, UUID person, String password) {
        SignIn.Checked checked = signIn.check(call, me(person).email(), password);
        trail.change(
                call,
                change -> {
                    sessions.prove(
                            call, change, checked.still(change.sql()), SignInMethod.PASSWORD);
                    return null;
                });
        sessions.changed();
    }

    /// Lets a passkey work again that stopped when the password was reset.
    void confirm(Call call, UUID person, UUID id, String password) {
        SignIn.Checked checked = signIn.check(call, me(person).email(), password);
        trail.change(
                call,
                change -> {
                    Person me = checked.still(change.sql());
                    Noted noted = noted(change, person, id);
                    if (!PasskeyStore.confirm(change.sql(), person, id)) {
                        throw unknown(id);
                    }
                    sessions.note(change, me, call.route().action(), noted);
                    return null;
                });
        sessions.changed();
    }

    /// A passkey whose signature was right.
    private record Answered(PasskeyStore.Row row, Person person, long count) {

        /// Uses it, unless it was removed or stopped meanwhile.
        void use(AuditTrail.AuditedChange change) {
            boolean works =
                    PasskeyStore.byCredential(change.sql(), row.credential())
                            .filter(r -> r.stoppedAt() == null)
                            .isPresent();
            if (!works) {
                throw SignIn.wrong();
            }
            PasskeyStore.use(change.sql(), row.id(), count, change.now());
        }
    }

    private Answered answered(Call call, UUID ceremonyId, JsonNode sent) {
        signIn.slow(call);
        Bytes challenge = challenge(ceremonyId, null);
        PasskeyStore.Row row = challenge == null ? null : known(sent);
        if (challenge == null || row == null || row.stoppedAt() != null) {
            throw signIn.refused(call, "passkey");
        }
        Person person = me(row.person());
        Ceremony ceremony = new Ceremony(person, List.of(row));
        try {
            PublicKeyCredential<AuthenticatorAssertionResponse> credential =
                    JSON.treeToValue(
                            sent,
                            JSON.constructType(
                                    new TypeReference<
                                            PublicKeyCredential<
                                                    AuthenticatorAssertionResponse>>() {}));
            operations(ceremony, challenge)
                    .authenticate(
                            new RelyingPartyAuthenticationRequest(request(challenge), credential));
        } catch (WebAuthnException
                | IllegalArgumentException
                | NullPointerException // a part is missing
                | JacksonException wrong) {
            throw signIn.refused(call, person.email());
        }
        long count = ceremony.kept().getSignatureCount();
        if (count != 0 && count <= row.signatureCount()) {
            throw signIn.refused(call, person.email());
        }
        return new Answered(row, person, count);
    }

    private PasskeyStore.@Nullable Row known(JsonNode sent) {
        JsonNode id = sent.get("rawId") == null ? sent.get("id") : sent.get("rawId");
        if (id == null || !id.isString()) {
            return null;
        }
        try {
            byte[] credential = Bytes.fromBase64(id.stringValue()).getBytes();
            return database.readAll(sql -> PasskeyStore.byCredential(sql, credential).orElse(null));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private Challenge asked(@Nullable UUID person, Bytes challenge, Object options) {
        UUID ceremony = UuidCreator.getTimeOrderedEpoch();
        Instant now = clock.instant();
        database.transact(sql -> {
            PasskeyStore.begin(sql, ceremony, person, challenge.getBytes(), now, now.plus(LENGTH));
            return null;
        });
        return new Challenge(ceremony, JSON.valueToTree(options));
    }

    /// Ends a ceremony and returns its challenge; null if there is no such ceremony.
    private @Nullable Bytes challenge(UUID ceremony, @Nullable UUID person) {
        Instant now = clock.instant();
        return database.transact(
                sql -> PasskeyStore.end(sql, ceremony, person, now).map(Bytes::new).orElse(null));
    }

    private Ceremony ceremony(UUID person) {
        return new Ceremony(me(person), of(person));
    }

    private Person me(UUID person) {
        return database.readAll(sql -> Persons.byId(sql, person).orElseThrow());
    }

    private PublicKeyCredentialCreationOptions creation(
            Ceremony ceremony, UUID person, Bytes challenge) {
        return operations(ceremony, challenge)
                .createPublicKeyCredentialCreationOptions(
                        new ImmutablePublicKeyCredentialCreationOptionsRequest(
                                UsernamePasswordAuthenticationToken.authenticated(
                                        me(person).email(), null, List.of())));
    }

    private PublicKeyCredentialRequestOptions request(Bytes challenge) {
        return PublicKeyCredentialRequestOptions.builder()
                .challenge(challenge)
                .rpId(site.host())
                .timeout(LENGTH)
                .userVerification(UserVerificationRequirement.REQUIRED)
                .allowCredentials(List.of())
                .build();
    }

    private Webauthn4JRelyingPartyOperations operations(Ceremony ceremony, Bytes challenge) {
        Webauthn4JRelyingPartyOperations operations =
                new Webauthn4JRelyingPartyOperations(
                        ceremony,
                        ceremony,
                        PublicKeyCredentialRpEntity.builder().id(site.host()).name("Scrip").build(),
                        Set.of(site.origin()));
        operations.setCustomizeCreationOptions(options ->
                options.challenge(challenge)
                        .authenticatorSelection(
                                AuthenticatorSelectionCriteria.builder()
                                        .residentKey(ResidentKeyRequirement.REQUIRED)
                                        .userVerification(UserVerificationRequirement.REQUIRED)
                                        .build()));
        return operations;
    }

    private static PasskeyStore.Row row(
            UUID person, String label, CredentialRecord made, Instant now) {
        Bytes attestation = Objects.requireNonNull(made.getAttestationObject());
        return new PasskeyStore.Row(
                UuidCreator.getTimeOrderedEpoch(),
                person,
                made.getCredentialId().getBytes(),
                attestation.getBytes(),
                made.getPublicKey().getBytes(),
                made.getSignatureCount(),
                made.isBackupEligible(),
                made.isBackupState(),
                made.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .sorted()
                        .collect(Collectors.toList()),
                label,
                now,
                null,
                null);
    }

    private static @Nullable Noted noted(AuditTrail.AuditedChange change, UUID person, UUID id) {
        return PasskeyStore.of(change.sql(), person).stream()
                .filter(p -> p.id().equals(id))
                .map(p -> new Noted(p.label()))
                .findFirst()
                .orElse(null);
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(ProblemCode.UNKNOWN_PASSKEY, "you have no passkey " + id);
    }

    private static ProblemException notAccepted(String detail) {
        return new ProblemException(ProblemCode.PASSKEY_NOT_ACCEPTED, detail);
    }
}
