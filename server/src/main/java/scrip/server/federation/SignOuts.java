package scrip.server.federation;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import scrip.server.database.Database;
import scrip.server.database.Records;
import scrip.server.http.Call;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.signin.Sessions;
import scrip.server.signin.Site;
import scrip.server.trail.AuditTrail;

/// Signs people out here, and tells the way to sign out at their provider too.
final class SignOuts {

    private final Database database;
    private final AuditTrail trail;
    private final Sessions sessions;
    private final Registrations registrations;
    private final ProviderSecrets secrets;
    private final Site site;

    SignOuts(
            Database database,
            AuditTrail trail,
            Sessions sessions,
            Registrations registrations,
            ProviderSecrets secrets,
            Site site) {
        this.database = database;
        this.trail = trail;
        this.sessions = sessions;
        this.registrations = registrations;
        this.secrets = secrets;
        this.site = site;
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Begun(@Nullable UUID provider, byte @Nullable [] idToken) {}

    /// Ends the session of the request.
    ///
    /// @return where the browser goes to end the session at the provider too (OpenID Connect
    ///   RP-Initiated Logout); null if the session did not begin there, or it ends none
    @Nullable String signOut(Call call) {
        UUID session = Objects.requireNonNull(call.identity().session()).id();
        UUID me = Objects.requireNonNull(call.identity().actor().id());
        Begun begun =
                database.readAll(sql ->
                        sql.sql("select provider, id_token from sessions where session = :session")
                                .param("session", session)
                                .query(Records.of(Begun.class))
                                .single());
        trail.change(
                call,
                change -> {
                    Person person = Persons.byId(change.sql(), me).orElseThrow();
                    sessions.end(change.sql(), me, session);
                    sessions.note(change, person, "session.ended", null);
                    return null;
                });
        sessions.changed();
        return begun.provider == null ? null : there(session, begun.provider, begun.idToken);
    }

    private @Nullable String there(UUID session, UUID id, byte @Nullable [] sealed) {
        Client client = database.readAll(sql -> secrets.client(sql, id)).orElse(null);
        if (client == null) {
            return null;
        }
        try {
            Registrations.Known known = registrations.of(client);
            String token = sealed == null ? null : secrets.opened(session, sealed);
            return known.found()
                    .endOfSession()
                    .map(end -> {
                        UriComponentsBuilder way =
                                UriComponentsBuilder.fromUriString(end)
                                        .queryParam("client_id", "{client}")
                                        .queryParam("post_logout_redirect_uri", "{back}");
                        if (token != null) {
                            way.queryParam("id_token_hint", "{token}");
                        }
                        return way.encode()
                                .buildAndExpand(
                                        client.provider().clientId(),
                                        site.origin() + "/sign-in",
                                        Objects.requireNonNullElse(token, ""))
                                .toUriString();
                    })
                    .orElse(null);
        } catch (ProviderFault _) {
            // The session here has ended, which is what was asked for first.
            return null;
        }
    }
}
