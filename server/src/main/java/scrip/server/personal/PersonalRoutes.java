package scrip.server.personal;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import scrip.server.http.Call;
import scrip.server.http.Cookies;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;
import scrip.server.signin.Sessions;

/// The operations on what is kept about a person.
final class PersonalRoutes implements Routes {

    private static final String MINE = "/v1/person";
    private static final String ONE = "/v1/persons/{person}";
    private static final String EXPORT = "/export";

    private final PersonalData data;

    PersonalRoutes(PersonalData data) {
        this.data = data;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(MINE + EXPORT, Permission.SESSION_OWN, c -> export(c, me(c)))
                        .askingAgain(),
                Route.delete(MINE, Permission.SESSION_OWN, this::eraseMe).askingAgain(),
                Route.get(ONE + EXPORT, Permission.PERSON_DATA_WRITE, c -> export(c, named(c)))
                        .askingAgain(),
                Route.delete(ONE, Permission.PERSON_DATA_WRITE, this::erase).askingAgain());
    }

    private Reply export(Call call, UUID person) {
        call.checked();
        return Reply.ok(data.export(call, person))
                .withHeader(
                        "Content-Disposition",
                        "attachment; filename=\"scrip-person-" + person + ".json\"");
    }

    private Reply eraseMe(Call call) {
        call.checked();
        return Reply.ok(data.erase(call, me(call)))
                .with(Cookies.clear(Sessions.COOKIE, call.isSecure()));
    }

    private Reply erase(Call call) {
        UUID person = named(call);
        call.checked();
        return Reply.ok(data.erase(call, person));
    }

    private static UUID named(Call call) {
        return call.uuid("person");
    }

    private static UUID me(Call call) {
        return Objects.requireNonNull(call.identity().actor().id());
    }
}
