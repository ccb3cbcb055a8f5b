package scrip.server.scim;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.role.Revision;
import scrip.server.trail.AuditTrail;

/// What a directory does to its groups. Whoever comes or goes has the roles that follow at once.
final class Groups {

    /// How many a directory may have.
    static final int MOST = 2_000;

    /// How many members a group may have.
    static final int MEMBERS_MAX = 20_000;

    /// How many members the groups of a page may have together, if they are more than one.
    static final int SHOWN_MAX = 2_000;

    private final Database database;
    private final AuditTrail trail;
    private final Revision revision;

    Groups(Database database, AuditTrail trail, Revision revision) {
        this.database = database;
        this.trail = trail;
        this.revision = revision;
    }

    /// A group with its members; these are empty if nobody asked for them.
    record Shown(GroupStore.Group group, List<GroupStore.Membership> members) {}

    /// A part of a list.
    record Found(long total, List<Shown> groups) {}

    private record Noted(
            String displayName,
            @Nullable String externalId,
            Set<UUID> joined,
            Set<UUID> left,
            int members) {}

    private record NotedRoles(String group, List<String> roles) {}

    Found page(Directory directory, FilterSql.Condition condition, Span span, boolean withMembers) {
        return database.readAll(sql -> {
            List<GroupStore.Group> found =
                    GroupStore.page(sql, directory.provider(), condition, span);
            List<GroupStore.Group> page = withMembers ? GroupStore.fitting(sql, found) : found;
            Map<UUID, List<GroupStore.Membership>> members =
                    withMembers
                            ? GroupStore.ofGroups(
                                            sql, page.stream().map(GroupStore.Group::id).toList())
                                    .stream()
                                    .collect(Collectors.groupingBy(GroupStore.Membership::group))
                            : Map.of();
            return new Found(
                    GroupStore.count(sql, directory.provider(), condition),
                    page.stream()
                            .map(g -> new Shown(g, members.getOrDefault(g.id(), List.of())))
                            .toList());
        });
    }

    Shown one(Directory directory, UUID id, boolean withMembers) {
        return database.readAll(sql -> {
            GroupStore.Group group = find(sql, directory, id);
            return new Shown(
                    group, withMembers ? GroupStore.ofGroups(sql, List.of(id)) : List.of());
        });
    }

    Shown make(Call call, Directory directory, GroupDraft draft) {
        GroupFields fields = draft.checked();
        return changed(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    checkFree(sql, directory, fields, null);
                    FilterSql.Condition all = FilterSql.of(null, Map.of(), GroupDraft.SCHEMA);
                    if (GroupStore.count(sql, directory.provider(), all) >= MOST) {
                        throw ScimType.INVALID_VALUE.fault(
                                "a directory has at most " + MOST + " groups here");
                    }
                    GroupStore.Group group =
                            new GroupStore.Group(
                                    UuidCreator.getTimeOrderedEpoch(),
                                    directory.provider(),
                                    fields.displayName(),
                                    fields.externalId(),
                                    1,
                                    change.now(),
                                    change.now());
                    GroupStore.add(sql, group);
                    settle(call, change, directory, null, group, draft.members());
                    return new Shown(group, GroupStore.ofGroups(sql, List.of(group.id())));
                });
    }

    /// Changes a group.
    ///
    /// @param ifVersion the version that the directory knows; null for any
    /// @param withMembers whether the answer tells the members
    Shown change(
            Call call,
            Directory directory,
            UUID id,
            @Nullable Versions ifVersion,
            boolean withMembers,
            Consumer<GroupDraft> edit) {
        return changed(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    GroupStore.Group before = find(sql, directory, id);
                    Versions.check(ifVersion, before.version());
                    GroupDraft draft = GroupDraft.of(before.fields());
                    edit.accept(draft);
                    GroupFields fields = draft.checked();
                    checkFree(sql, directory, fields, id);
                    GroupStore.Group after = before.with(fields, change.now());
                    boolean changed =
                            settle(call, change, directory, before, after, draft.members());
                    return new Shown(
                            changed ? after : before,
                            withMembers ? GroupStore.ofGroups(sql, List.of(id)) : List.of());
                });
    }

    void remove(Call call, Directory directory, UUID id, @Nullable Versions ifVersion) {
        changed(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    GroupStore.Group group = find(sql, directory, id);
                    Versions.check(ifVersion, group.version());
                    List<UUID> members = GroupStore.members(sql, id);
                    GroupStore.remove(sql, id);
                    change.note(
                            event(
                                    call,
                                    directory,
                                    id,
                                    new Noted(
                                            group.displayName(),
                                            group.externalId(),
                                            Set.of(),
                                            Set.of(),
                                            members.size()),
                                    null));
                    roles(call, change, directory, group, members);
                    return group;
                });
    }

    /// Stores a group with its members, and gives and takes the roles that follow.
    ///
    /// @param before null for a new group
    /// @return whether anything changed
    private static boolean settle(
            Call call,
            AuditTrail.AuditedChange change,
            Directory directory,
            GroupStore.@Nullable Group before,
            GroupStore.Group after,
            MemberChange wanted) {
        JdbcClient sql = change.sql();
        Set<UUID> present = new LinkedHashSet<>(GroupStore.members(sql, after.id()));
        Set<UUID> joining = new LinkedHashSet<>(wanted.added());
        joining.removeAll(present);
        checkThere(sql, directory, joining);
        Set<UUID> leaving = new HashSet<>(wanted.isAnew() ? present : wanted.taken());
        leaving.retainAll(present);
        leaving.removeAll(wanted.added());
        if (present.size() + joining.size() - leaving.size() > MEMBERS_MAX) {
            throw ScimType.INVALID_VALUE.fault(
                    "a group has at most " + MEMBERS_MAX + " members here");
        }
        boolean renamed = before != null && !after.fields().equals(before.fields());
        if (before != null && !renamed && joining.isEmpty() && leaving.isEmpty()) {
            return false;
        }
        if (before != null) {
            GroupStore.change(sql, after);
        }
        GroupStore.join(sql, after.id(), joining);
        GroupStore.leave(sql, after.id(), leaving);
        int now = present.size() + joining.size() - leaving.size();
        change.note(
                event(
                        call,
                        directory,
                        after.id(),
                        before == null
                                ? null
                                : new Noted(
                                        before.displayName(),
                                        before.externalId(),
                                        Set.of(),
                                        Set.of(),
                                        present.size()),
                        new Noted(after.displayName(), after.externalId(), joining, leaving, now)));
        Set<UUID> touched = new LinkedHashSet<>(joining);
        touched.addAll(leaving);
        if (renamed) {
            touched.addAll(present);
        }
        roles(call, change, directory, after, new ArrayList<>(touched));
        return true;
    }

    /// Gives and takes the roles of users after a group changed.
    private static void roles(
            Call call,
            AuditTrail.AuditedChange change,
            Directory directory,
            GroupStore.Group group,
            List<UUID> users) {
        Settlement settlement = new Settlement(change.sql(), directory, change.now());
        for (DirectoryStore.User user :
                DirectoryStore.those(change.sql(), directory.provider(), users)) {
            if (user.active()) {
                Settlement.Roles roles = settlement.settle(user);
                if (roles.differ()) {
                    change.note(
                            event(
                                    call,
                                    directory,
                                    user.person(),
                                    new NotedRoles(
                                            group.displayName(),
                                            Settlement.Roles.told(roles.before())),
                                    new NotedRoles(
                                            group.displayName(),
                                            Settlement.Roles.told(roles.after()))));
                }
            }
        }
    }

    private static AuditTrail.Event event(
            Call call,
            Directory directory,
            UUID subject,
            @Nullable Object before,
            @Nullable Object after) {
        return new AuditTrail.Event(
                call.route().action(),
                directory.auditedRealm(),
                directory.account(),
                subject.toString(),
                before,
                after);
    }

    private static void checkThere(JdbcClient sql, Directory directory, Set<UUID> users) {
        Set<UUID> missing = new LinkedHashSet<>(users);
        DirectoryStore.those(sql, directory.provider(), List.copyOf(users))
                .forEach(u -> missing.remove(u.id()));
        if (!missing.isEmpty()) {
            throw ScimType.INVALID_VALUE.fault(
                    Sent.told(
                            missing.stream()
                                    .map(id -> "/members: no user here has the id " + id)
                                    .toList()));
        }
    }

    private static void checkFree(
            JdbcClient sql, Directory directory, GroupFields fields, @Nullable UUID but) {
        if (GroupStore.isTaken(sql, directory.provider(), fields, but)) {
            throw ScimType.UNIQUENESS.fault(
                    "another group of this directory has the displayName or the externalId");
        }
    }

    private static GroupStore.Group find(JdbcClient sql, Directory directory, UUID id) {
        return GroupStore.one(sql, directory.provider(), id).orElseThrow(() -> Unknown.group(id));
    }

    private <T> T changed(Call call, Function<AuditTrail.AuditedChange, T> work) {
        T result = trail.change(call, work);
        revision.raise();
        return result;
    }
}
