package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import scrip.server.ledger.Realms;
import scrip.server.role.Identity;

/// Who asks for which operation, as the edge found it.
///
/// @param path the values of the path parameters
record Asking(
        HttpServletRequest request,
        Map<String, String> path,
        Realms realms,
        String requestId,
        Identity identity,
        Route route,
        Allowance allowance,
        Cursors cursors) {}
