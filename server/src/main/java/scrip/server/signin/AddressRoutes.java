package scrip.server.signin;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import scrip.server.http.Call;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.people.Fields;
import scrip.server.role.Permission;

/// The operations on one's own address.
final class AddressRoutes implements Routes {

    private final Addresses addresses;

    AddressRoutes(Addresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.post("/v1/person/email", Permission.SESSION_OWN, this::send).askingAgain(),
                Route.post("/v1/email-proofs/complete", Permission.SESSION_OWN, this::complete));
    }

    private record ProvenView(String email) {}

    private Reply send(Call call) {
        String email = Fields.email(call.body());
        call.checked();
        addresses.send(call, me(call), email);
        return Reply.done();
    }

    private Reply complete(Call call) {
        String secret = Fields.secret(call.body(), "token");
        call.checked();
        return Reply.ok(new ProvenView(addresses.prove(call, me(call), secret).email()));
    }

    private static UUID me(Call call) {
        return Objects.requireNonNull(call.identity().actor().id());
    }
}
