package scrip.server.federation;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a provider says of a person's groups. That it says nothing is not that there are none: some
/// leave the claim out, or put an address in its place, when somebody has too many.
sealed interface Groups {

    /// They are these, perhaps none.
    record Told(Set<String> names) implements Groups {}

    /// Nobody knows them.
    record Untold(Why why) implements Groups {}

    /// Why nobody knows somebody's groups.
    enum Why {
        /// The claim is not there.
        GROUPS_MISSING,
        /// They are too many for the token, and elsewhere.
        GROUPS_ELSEWHERE,
        /// The claim is no list of texts.
        GROUPS_UNREADABLE
    }

    /// The groups in the claims of a person.
    ///
    /// @param claim the name of the claim
    static Groups of(Map<String, Object> claims, String claim) {
        boolean elsewhere =
                claims.get("_claim_names") instanceof Map<?, ?> names && names.containsKey(claim);
        if (elsewhere || String.valueOf(claims.get("hasgroups")).equals("true")) {
            return new Untold(Why.GROUPS_ELSEWHERE);
        }
        return switch (claims.get(claim)) {
            case null -> new Untold(Why.GROUPS_MISSING);
            case Collection<?> all when all.stream().allMatch(String.class::isInstance) -> {
                Set<String> names = new TreeSet<>();
                all.forEach(one -> names.add((String) one));
                yield new Told(names);
            }
            default -> new Untold(Why.GROUPS_UNREADABLE);
        };
    }
}
