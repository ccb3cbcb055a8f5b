package scrip.server.scim;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;

/// Reads and writes the groups of directories and who is in them.
final class GroupStore {

    /// What groups are found by.
    static final Map<String, FilterSql.Column> FOUND_BY =
            Map.ofEntries(
                    DirectoryStore.column("id", "directory_group::text", FilterSql.Kind.EXACT),
                    DirectoryStore.column("displayname", "display_name", FilterSql.Kind.FOLDED),
                    DirectoryStore.column("externalid", "external_id", FilterSql.Kind.EXACT),
                    DirectoryStore.column("members", isMember(), FilterSql.Kind.MEMBER),
                    DirectoryStore.column("members.value", isMember(), FilterSql.Kind.MEMBER),
                    DirectoryStore.column("meta.created", "made_at", FilterSql.Kind.INSTANT),
                    DirectoryStore.column(
                            "meta.lastmodified", "changed_at", FilterSql.Kind.INSTANT));

    static final ResourceTable<Group> GROUPS =
            new ResourceTable<>(
                    Group.class,
                    "directory_groups",
                    "directory_group",
                    "display_name",
                    """
                    directory_group as id, provider, display_name, external_id, version, made_at,
                        changed_at\
                    """);

    private GroupStore() {}

    private static String isMember() {
        return "exists (select from directory_members m"
                + " where m.directory_group = directory_groups.directory_group"
                + " and m.directory_user = %s)";
    }

    /// A group.
    record Group(
            UUID id,
            UUID provider,
            GroupFields fields,
            long version,
            Instant madeAt,
            Instant changedAt)
            implements Stored {

        /// This group with other fields, as of its next version.
        Group with(GroupFields other, Instant now) {
            return new Group(id, provider, other, version + 1, madeAt, now);
        }
    }

    /// A user in a group.
    record Membership(UUID group, String groupName, UUID user, String userName) {}

    static void add(JdbcClient sql, Group group) {
        sql.sql(
                        """
                        insert into directory_groups (
                            directory_group, provider, display_name, external_id, version, made_at, changed_at)
                        values (:id, :provider, :displayName, :externalId, :version, :madeAt, :changedAt)
                        """)
                .params(Records.parameters(group))
                .params(Records.parameters(group.fields()))
                .update();
    }

    static void change(JdbcClient sql, Group group) {
        sql.sql(
                        """
                        update directory_groups
                        set display_name = :displayName, external_id = :externalId, version = :version,
                            changed_at = :changedAt
                        where directory_group = :id
                        """)
                .params(Records.parameters(group))
                .params(Records.parameters(group.fields()))
                .update();
    }

    static List<UUID> members(JdbcClient sql, UUID group) {
        return sql.sql(
                        """
                        select directory_user
                        from directory_members
                        where directory_group = :group
                        """)
                .param("group", group)
                .query(UUID.class)
                .list();
    }

    /// Who is in these groups, by group and user.
    static List<Membership> ofGroups(JdbcClient sql, Collection<UUID> groups) {
        return memberships(sql, "m.directory_group", groups);
    }

    /// In which groups these users are, by group and user.
    static List<Membership> ofUsers(JdbcClient sql, Collection<UUID> users) {
        return memberships(sql, "m.directory_user", users);
    }

    private static List<Membership> memberships(
            JdbcClient sql, String column, Collection<UUID> ids) {
        return sql.sql(
                        """
                        select m.directory_group as "group", g.display_name as group_name,
                            m.directory_user as "user", u.user_name
                        from directory_members m
                        join directory_groups g on g.directory_group = m.directory_group
                        join directory_users u on u.directory_user = m.directory_user
                        where %s = any (cast(:ids as uuid[]))
                        order by m.directory_group, m.directory_user
                        """
                                .formatted(column))
                .param("ids", List.copyOf(ids))
                .query(Records.of(Membership.class))
                .list();
    }

    /// As many of these groups, from the first on, as have not too many members together, but one
    /// at least: a directory asks for the next ones when it has these.
    static List<Group> fitting(JdbcClient sql, List<Group> groups) {
        Map<UUID, Long> members = sizes(sql, groups.stream().map(Group::id).toList());
        long all = 0;
        int fit = 0;
        for (Group group : groups) {
            all += members.getOrDefault(group.id(), 0L);
            if (fit > 0 && all > Groups.SHOWN_MAX) {
                break;
            }
            fit++;
        }
        return groups.subList(0, fit);
    }

    private record Size(UUID group, long members) {}

    private static Map<UUID, Long> sizes(JdbcClient sql, List<UUID> groups) {
        return sql
                .sql(
                        """
                        select directory_group as "group", count(*) as members
                        from directory_members
                        where directory_group = any (cast(:groups as uuid[]))
                        group by directory_group
                        """)
                .param("groups", groups)
                .query(Records.of(Size.class))
                .list()
                .stream()
                .collect(Collectors.toMap(Size::group, Size::members));
    }

    static void join(JdbcClient sql, UUID group, Collection<UUID> users) {
        sql.sql(
                        """
                        insert into directory_members (directory_group, directory_user, person)
                        select :group, u.directory_user, u.person
                        from directory_users u
                        where u.directory_user = any (cast(:users as uuid[]))
                        on conflict do nothing
                        """)
                .param("group", group)
                .param("users", List.copyOf(users))
                .update();
    }

    static void leave(JdbcClient sql, UUID group, Collection<UUID> users) {
        sql.sql(
                        """
                        delete from directory_members
                        where directory_group = :group
                            and directory_user = any (cast(:users as uuid[]))
                        """)
                .param("group", group)
                .param("users", List.copyOf(users))
                .update();
    }

    /// A role that one of a user's groups gives.
    ///
    /// @param writer who wrote that it does; null for the emergency token
    record MappedRole(String groupName, String role, @Nullable UUID writer) {}

    static List<MappedRole> roles(JdbcClient sql, UUID user) {
        return sql.sql(
                        """
                        select g.display_name as group_name, r.role, r.writer
                        from directory_members m
                        join directory_groups g on g.directory_group = m.directory_group
                        join provider_roles r on r.provider = g.provider
                            and (r.group_name = g.display_name or r.group_name = g.external_id)
                        where m.directory_user = :user
                        order by r.role, g.directory_group
                        """)
                .param("user", user)
                .query(Records.of(MappedRole.class))
                .list();
    }
}
