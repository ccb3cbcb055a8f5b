package scrip.server.use;

import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;
import scrip.server.http.Input;

/// The organization that uses, and the one whose account pays (R21).
record Parties(OrganizationId organization, @Nullable OrganizationId within) {

    static Parties of(Input body) {
        return new Parties(body.organization("organization"), body.organizationOrNull("within"));
    }
}
