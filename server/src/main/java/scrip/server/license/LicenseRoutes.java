package scrip.server.license;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Reading;

/// The operations on licenses.
final class LicenseRoutes implements Routes {

    private static final String ALL = "/v1/organizations/{organization}/licenses";
    private static final int NAME_CHARACTERS_MAX = 200;

    private final Licenses licenses;

    LicenseRoutes(Licenses licenses) {
        this.licenses = licenses;
    }

    @Override
    public List<Route> all() {
        return List.of(Route.get(ALL, this::list), Route.post(ALL + "/end", this::end));
    }

    private record ListView(OrganizationId organization, Instant at, List<LicenseView> licenses) {}

    private record EndView(String item, @JsonProperty("for") OrganizationId holder, String state) {}

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        String item = call.query().textOrNull("item", NAME_CHARACTERS_MAX);
        Instant asOf = licenses.asOf(call);
        call.checked();
        Reading reading = licenses.read(call, account, asOf);
        return Reply.ok(
                new ListView(
                        account,
                        reading.now(),
                        reading.account().rights().licenses().stream()
                                .filter(l -> item == null || l.item().equals(item))
                                .map(l -> LicenseView.of(l, reading.now()))
                                .toList()));
    }

    private Reply end(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        String item = body.text("item", NAME_CHARACTERS_MAX);
        OrganizationId holder = body.organizationOrNull("for");
        boolean atEnd = body.flag("at_end", true);
        String key = call.key();
        call.checked();
        return Reply.ok(
                new EndView(
                        item,
                        holder == null ? account : holder,
                        licenses.end(
                                        call,
                                        account,
                                        new Command.EndLicense(item, holder, atEnd),
                                        key)
                                .name()));
    }
}
