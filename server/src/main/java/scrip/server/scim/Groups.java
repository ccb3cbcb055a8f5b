package scrip.server.scim;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.EntityTags;
import scrip.server.http.ProblemException;
import scrip.server.role.Revision;
import scrip.server.trail.AuditTrail;
import tools.jackson.databind.JsonNode;

/// What a directory does to its groups. Whoever comes or goes has the roles that follow at once.
final class Groups implements ResourceKind {

    /// How many a directory may have.
    static final int MOST = 2_000;

    /// How many members a group may have.
    static final int MEMBERS_MAX = 20_000;

    /// How many members the groups of a page may have together, if they are more than one.
    static final int SHOWN_MAX = 2_000;

    private static final String MEMBERS = "members";

    private final Database database;
    private final AuditTrail trail;
    private final Revision revision;

    Groups(Database database, AuditTrail trail, Revision revision) {
        this.database = database;
        this.trail = trail;
        this.revision = revision;
    }

    private record Noted(
            String displayName,
            @Nullable String externalId,
            Set<UUID> joined,
            Set<UUID> left,
            int members) {

        /// A group that is there, with so many members.
        static Noted of(GroupStore.Group group, int members) {
            return of(group, Set.of(), Set.of(), members);
        }

        static Noted of(GroupStore.Group group, Set<UUID> joined, Set<UUID> left, int members) {
            GroupFields fields = group.fields();
            return new Noted(fields.displayName(), fields.externalId(), joined, left, members);
        }
    }

    private record NotedRoles(String group, List<String> roles) {

        static NotedRoles of(GroupStore.Group group, Set<String> roles) {
            return new NotedRoles(group.fields().displayName(), Settlement.Roles.told(roles));
        }
    }

    @Override
    public FilterSql.Condition condition(@Nullable Filter filter) {
        return FilterSql.of(filter, GroupStore.FOUND_BY, GroupDraft.SCHEMA);
    }

    @Override
    public ProblemException unknown(@Nullable UUID id) {
        return Unknown.group(id);
    }

    @Override
    public Found page(
            Directory directory, FilterSql.Condition condition, Span span, Chosen chosen) {
        boolean withMembers = chosen.has(MEMBERS);
        return database.readAll(sql -> {
            List<GroupStore.Group> found =
                    GroupStore.GROUPS.page(sql, directory.provider(), condition, span);
            List<GroupStore.Group> page = withMembers ? GroupStore.fitting(sql, found) : found;
            return Found.of(
                    GroupStore.GROUPS.count(sql, directory.provider(), condition),
                    page,
                    withMembers
                            ? GroupStore.ofGroups(
                                    sql, page.stream().map(GroupStore.Group::id).toList())
                            : List.of(),
                    GroupStore.Membership::group);
        });
    }

    @Override
    public Shown one(Directory directory, UUID id, Chosen chosen) {
        return database.readAll(sql -> shown(sql, find(sql, directory, id), chosen));
    }

    private static Shown shown(JdbcClient sql, GroupStore.Group group, Chosen chosen) {
        return new Shown(
                group,
                chosen.has(MEMBERS) ? GroupStore.ofGroups(sql, List.of(group.id())) : List.of());
    }

    @Override
    public Shown make(Call call, Directory directory, JsonNode body) {
        GroupDraft draft = GroupDraft.fresh();
        draft.whole(body);
        GroupFields fields = draft.checked();
        return changed(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    checkFree(sql, directory, fields, null);
                    if (GroupStore.GROUPS.count(sql, directory.provider(), FilterSql.Condition.ALL)
                            >= MOST) {
                        throw ScimType.INVALID_VALUE.fault(
                                "a directory has at most " + MOST + " groups here");
                    }
                    GroupStore.Group group =
                            new GroupStore.Group(
                                    UuidCreator.getTimeOrderedEpoch(),
                                    directory.provider(),
                                    fields,
                                    1,
                                    change.now(),
                                    change.now());
                    GroupStore.add(sql, group);
                    settle(call, change, directory, null, group, draft.members());
                    return new Shown(group, GroupStore.ofGroups(sql, List.of(group.id())));
                });
    }

    @Override
    public Shown change(
            Call call,
            Directory directory,
            UUID id,
            @Nullable EntityTags ifVersion,
            Chosen chosen,
            Consumer<Draft> edit) {
        return changed(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    GroupStore.Group before = find(sql, directory, id);
                    EntityTags.check(ifVersion, before.version());
                    GroupDraft draft = GroupDraft.of(before.fields());
                    edit.accept(draft);
                    GroupFields fields = draft.checked();
                    checkFree(sql, directory, fields, id);
                    GroupStore.Group after = before.with(fields, change.now());
                    boolean changed =
                            settle(call, change, directory, before, after, draft.members());
                    return shown(sql, changed ? after : before, chosen);
                });
    }

    @Override
    public void remove(Call call, Directory directory, UUID id, @Nullable EntityTags ifVersion) {
        changed(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    GroupStore.Group group = find(sql, directory, id);
                    EntityTags.check(ifVersion, group.version());
                    List<UUID> members = GroupStore.members(sql, id);
                    GroupStore.GROUPS.remove(sql, id);
                    change.note(
                            directory.event(
                                    call.route().action(),
                                    id,
                                    Noted.of(group, members.size()),
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
        int now = present.size() + joining.size() - leaving.size();
        if (now > MEMBERS_MAX) {
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
        change.note(
                directory.event(
                        call.route().action(),
                        after.id(),
                        before == null ? null : Noted.of(before, present.size()),
                        Noted.of(after, joining, leaving, now)));
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
                DirectoryStore.USERS.those(change.sql(), directory.provider(), users)) {
            if (user.active()) {
                Settlement.Roles roles = settlement.settle(user);
                if (roles.differ()) {
                    change.note(
                            directory.event(
                                    call.route().action(),
                                    user.person(),
                                    NotedRoles.of(group, roles.before()),
                                    NotedRoles.of(group, roles.after())));
                }
            }
        }
    }

    private static void checkThere(JdbcClient sql, Directory directory, Set<UUID> users) {
        Set<UUID> missing = new LinkedHashSet<>(users);
        DirectoryStore.USERS
                .those(sql, directory.provider(), List.copyOf(users))
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
        if (GroupStore.GROUPS.isTaken(
                sql, directory.provider(), fields.displayName(), fields.externalId(), but)) {
            throw ScimType.UNIQUENESS.fault(
                    "another group of this directory has the displayName or the externalId");
        }
    }

    private static GroupStore.Group find(JdbcClient sql, Directory directory, UUID id) {
        return GroupStore.GROUPS
                .one(sql, directory.provider(), id)
                .orElseThrow(() -> Unknown.group(id));
    }

    private <T> T changed(Call call, Function<AuditTrail.AuditedChange, T> work) {
        T result = trail.change(call, work);
        revision.raise();
        return result;
    }
}
