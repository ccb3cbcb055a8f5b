package scrip.server.license;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import scrip.core.ledger.Command;
import scrip.core.license.LicenseId;
import scrip.core.license.Visit;
import scrip.core.license.VisitId;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operations on visits of maintenance (S3).
final class VisitRoutes implements Routes {

    private static final String ALL = Route.ACCOUNT + "/licenses/{license}/visits";

    private final Licenses licenses;
    private final Accounts accounts;

    VisitRoutes(Licenses licenses, Accounts accounts) {
        this.licenses = licenses;
        this.accounts = accounts;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(ALL, Permission.SERVICES_READ, this::list),
                Route.get(ALL + "/{visit}", Permission.SERVICES_READ, this::one),
                Route.post(ALL, Permission.SERVICES_DELIVER, this::log));
    }

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        LicenseId license = new LicenseId(call.uuid("license"));
        boolean newest = Page.isNewestFirst(call);
        String after = Page.afterOrNull(call);
        int limit = Page.limit(call);
        Instant asOf = call.asOf();
        call.checked();
        List<Visit> logged = licenses.visits(call.granted(account), license, asOf);
        List<VisitView> rows =
                Page.behind(
                                newest ? logged.reversed() : logged,
                                after,
                                v -> v.id().toString(),
                                _ -> true,
                                limit + 1)
                        .stream()
                        .map(VisitView::of)
                        .toList();
        return Reply.ok(Page.of(call, rows, limit, VisitView::id));
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        LicenseId license = new LicenseId(call.uuid("license"));
        VisitId id = new VisitId(call.uuid("visit"));
        Instant asOf = call.asOf();
        call.checked();
        return Reply.ok(
                licenses.visits(call.granted(account), license, asOf).stream()
                        .filter(v -> v.id().equals(id))
                        .map(VisitView::of)
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(ProblemCode.UNKNOWN_VISIT, "no visit " + id)));
    }

    private Reply log(Call call) {
        OrganizationId account = call.organization();
        LicenseId license = new LicenseId(call.uuid("license"));
        Input body = call.body();
        Visit.Kind kind = body.choice("kind", Visit.Kind.class);
        LocalDate day = body.date("day");
        String by = call.by(body, "by");
        String notes = body.text("notes", Forms.NOTE_CHARACTERS_MAX);
        String key = call.key();
        call.checked();
        return Reply.created(
                VisitView.of(
                        accounts.book(
                                        call.granted(account),
                                        new Command.LogVisit(license, kind, day, by, notes),
                                        key)
                                .visit()));
    }
}
