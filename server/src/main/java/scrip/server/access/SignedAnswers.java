package scrip.server.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Gate;
import scrip.server.http.Json;
import scrip.server.signin.Site;
import scrip.server.signing.SigningKeys;
import tools.jackson.databind.node.ObjectNode;

/// Signs answers, so that a product can keep them while this server cannot be reached (X2). What is
/// signed also has the whole question, so that an answer is taken for no other.
final class SignedAnswers {

    /// What is signed: an answer about access, and nothing else.
    private static final String TYPE = "scrip-access+jwt";

    private final SigningKeys keys;
    private final Site site;

    SignedAnswers(SigningKeys keys, Site site) {
        this.keys = keys;
        this.site = site;
    }

    /// An answer as a JWS. It has always an end (`exp`): one that must not be kept ends when it
    /// begins.
    String of(Object answer, Gate.Question question, Instant at, @Nullable Instant offlineUntil) {
        ObjectNode claims = (ObjectNode) Json.treeOf(answer);
        if (question.within() != null) {
            claims.put("within", question.within().toString());
        }
        if (question.storageYears() != null) {
            claims.put("storage_years", question.storageYears());
        }
        claims.put("iss", site.origin());
        claims.put("iat", at.getEpochSecond());
        claims.put("exp", (offlineUntil == null ? at : offlineUntil).getEpochSecond());
        return keys.signed(TYPE, Json.bytes(claims));
    }
}
