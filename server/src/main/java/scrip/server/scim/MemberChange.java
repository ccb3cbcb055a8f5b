package scrip.server.scim;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/// What becomes of the members of a group: those that are added and taken, or all of them anew.
final class MemberChange {

    private boolean anew;
    private final Set<UUID> added = new LinkedHashSet<>();
    private final Set<UUID> taken = new LinkedHashSet<>();

    void add(Set<UUID> members) {
        taken.removeAll(members);
        added.addAll(members);
    }

    void take(Set<UUID> members) {
        added.removeAll(members);
        taken.addAll(members);
    }

    /// From here on the group has these members alone.
    void replace(Set<UUID> members) {
        anew = true;
        added.clear();
        taken.clear();
        added.addAll(members);
    }

    /// Whether whoever is not added is no member.
    boolean isAnew() {
        return anew;
    }

    Set<UUID> added() {
        return Set.copyOf(added);
    }

    Set<UUID> taken() {
        return Set.copyOf(taken);
    }
}
