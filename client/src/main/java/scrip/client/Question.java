package scrip.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// May an organization use something?
///
/// @param organization who asks
/// @param feature the id of an item, or the bare name of a feature
/// @param within the consortium on whose behalf; null for none
/// @param storageYears the storage term, where the resource has one
public record Question(
        String organization,
        String feature,
        Surface surface,
        @Nullable String within,
        @Nullable Integer storageYears) {

    public static Question of(String organization, String feature, Surface surface) {
        return new Question(organization, feature, surface, null, null);
    }

    public Question within(String consortium) {
        return new Question(organization, feature, surface, consortium, storageYears);
    }

    public Question storageYears(int years) {
        return new Question(organization, feature, surface, within, years);
    }

    /// The query string that asks for a signed answer.
    String query() {
        return "?signed=true&organization="
                + encoded(organization)
                + "&feature="
                + encoded(feature)
                + "&surface="
                + surface
                + (within == null ? "" : "&within=" + encoded(within))
                + (storageYears == null ? "" : "&storage_years=" + storageYears);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Whether a signed answer is one to this question.
    boolean isOf(JsonObject claims) {
        Long years = claims.wholeOrNull("storage_years");
        return organization.equals(claims.textOrNull("organization"))
                && feature.equals(claims.textOrNull("feature"))
                && surface.name().equalsIgnoreCase(claims.textOrNull("surface"))
                && Objects.equals(within, claims.textOrNull("within"))
                && (storageYears == null
                        ? years == null
                        : years != null && years == storageYears.longValue());
    }
}
