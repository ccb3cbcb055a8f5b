package scrip.server.scim;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import scrip.server.http.Call;
import scrip.server.http.EntityTags;
import scrip.server.http.ProblemException;
import tools.jackson.databind.JsonNode;

/// What a directory does to its resources of one kind.
sealed interface ResourceKind permits Users, Groups {

    /// A user with the groups they are in, or a group with its members; these are empty if nobody
    /// asked for them.
    record Shown(Stored stored, List<GroupStore.Membership> memberships) {}

    /// A part of a list.
    record Found(long total, List<Shown> resources) {

        /// @param whose the one of a membership that is in the list
        static Found of(
                long total,
                List<? extends Stored> page,
                List<GroupStore.Membership> memberships,
                Function<GroupStore.Membership, UUID> whose) {
            Map<UUID, List<GroupStore.Membership>> of =
                    memberships.stream().collect(Collectors.groupingBy(whose));
            return new Found(
                    total,
                    page.stream()
                            .map(s -> new Shown(s, of.getOrDefault(s.id(), List.of())))
                            .toList());
        }
    }

    /// The condition of a filter; null for all.
    FilterSql.Condition condition(@Nullable Filter filter);

    /// Whoever or whatever is not there.
    ///
    /// @param id null for what is none
    ProblemException unknown(@Nullable UUID id);

    Found page(Directory directory, FilterSql.Condition condition, Span span, Chosen chosen);

    Shown one(Directory directory, UUID id, Chosen chosen);

    Shown make(Call call, Directory directory, JsonNode body);

    /// Changes one as a request edits it.
    ///
    /// @param ifVersion the version that the directory knows; null for any
    Shown change(
            Call call,
            Directory directory,
            UUID id,
            @Nullable EntityTags ifVersion,
            Chosen chosen,
            Consumer<Draft> edit);

    /// Removes one.
    ///
    /// @param ifVersion the version that the directory knows; null for any
    void remove(Call call, Directory directory, UUID id, @Nullable EntityTags ifVersion);
}
