package scrip.server.license;

import java.util.List;
import scrip.core.license.LicenseId;
import scrip.core.organization.OrganizationId;
import scrip.server.http.Call;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operation that delivers a perpetual license as a signed file (C7).
final class FileRoutes implements Routes {

    private final Licenses licenses;

    FileRoutes(Licenses licenses) {
        this.licenses = licenses;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(
                        Route.ACCOUNT + "/licenses/{license}/file",
                        Permission.STOCK_READ,
                        this::file));
    }

    private Reply file(Call call) {
        OrganizationId account = call.organization();
        LicenseId license = new LicenseId(call.uuid("license"));
        call.checked();
        return Reply.text(licenses.file(call.granted(account), license), license + ".license");
    }
}
