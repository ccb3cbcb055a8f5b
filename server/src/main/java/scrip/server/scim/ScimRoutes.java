package scrip.server.scim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;
import scrip.server.signin.Site;
import tools.jackson.databind.JsonNode;

/// The operations of SCIM 2.0 (RFC 7644).
final class ScimRoutes implements Routes {

    static final String TYPE = "application/scim+json";

    private static final String OF_ONE = Route.SCIM + "{provider}";
    private static final String USERS = OF_ONE + "/Users";
    private static final String USER = USERS + "/{scim_user}";
    private static final String GROUPS = OF_ONE + "/Groups";
    private static final String GROUP = GROUPS + "/{scim_group}";
    private static final int NAMES_CHARACTERS_MAX = 2_000;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Directories directories;
    private final Users users;
    private final Groups groups;
    private final Site site;

    ScimRoutes(Directories directories, Users users, Groups groups, Site site) {
        this.directories = directories;
        this.users = users;
        this.groups = groups;
        this.site = site;
    }

    @Override
    public List<Route> all() {
        Permission provision = Permission.PEOPLE_PROVISION;
        return List.of(
                Route.get(OF_ONE + "/ServiceProviderConfig", provision, c -> told(c, "config")),
                Route.get(OF_ONE + "/ResourceTypes", provision, c -> told(c, "types")),
                Route.get(OF_ONE + "/ResourceTypes/{name}", provision, c -> told(c, "types")),
                Route.get(OF_ONE + "/Schemas", provision, c -> told(c, "schemas")),
                Route.get(OF_ONE + "/Schemas/{name}", provision, c -> told(c, "schemas")),
                Route.get(USERS, provision, this::findUsers),
                Route.post(USERS, provision, this::makeUser),
                Route.get(USER, provision, this::user),
                Route.put(USER, provision, this::putUser),
                Route.patch(USER, provision, this::patchUser),
                Route.delete(USER, provision, this::removeUser),
                Route.get(GROUPS, provision, this::findGroups),
                Route.post(GROUPS, provision, this::makeGroup),
                Route.get(GROUP, provision, this::group),
                Route.put(GROUP, provision, this::putGroup),
                Route.patch(GROUP, provision, this::patchGroup),
                Route.delete(GROUP, provision, this::removeGroup));
    }

    private Resources resources(Directory directory) {
        return new Resources(site.origin() + Route.SCIM + directory.provider());
    }

    private Reply told(Call call, String what) {
        Directory directory = directories.of(call);
        call.query().ignoreOthers();
        String name = directories.nameOrNull(call);
        call.checked();
        String root = resources(directory).root();
        return answer(
                OK,
                switch (what) {
                    case "config" -> Schemas.config(root);
                    case "types" -> Schemas.types(root, name);
                    default -> Schemas.schemas(root, name);
                });
    }

    /// What a list is asked for by. Parameters that are not known do no harm, and some directories
    /// send some with every request.
    private record Asked(@Nullable Filter filter, Span span, Chosen chosen) {

        static Asked of(Call call) {
            Input query = call.query();
            String filter = text(query, "filter");
            Span span = Span.of(number(query, "startIndex", 1), number(query, "count", Span.USUAL));
            Chosen chosen = ScimRoutes.chosen(query);
            query.ignoreOthers();
            call.checked();
            return new Asked(filter == null ? null : FilterParser.filter(filter), span, chosen);
        }

        private static long number(Input query, String name, long usual) {
            Long sent = query.wholeOrNull(name, -Integer.MAX_VALUE, Integer.MAX_VALUE);
            return sent == null ? usual : sent;
        }
    }

    private static Chosen chosen(Input query) {
        return Chosen.of(text(query, "attributes"), text(query, "excludedAttributes"));
    }

    private static @Nullable String text(Input query, String name) {
        return query.parsed(
                name,
                "at most " + NAMES_CHARACTERS_MAX + " characters",
                t -> t.length() <= NAMES_CHARACTERS_MAX ? t : null);
    }

    /// The attributes of an answer, where nothing else is asked.
    private static Chosen chosen(Call call) {
        Chosen chosen = chosen(call.query());
        call.query().ignoreOthers();
        return chosen;
    }

    private Reply findUsers(Call call) {
        Directory directory = directories.of(call);
        Asked asked = Asked.of(call);
        FilterSql.Condition condition =
                FilterSql.of(asked.filter, DirectoryStore.FOUND_BY, UserDraft.SCHEMA);
        Users.Found found = users.page(directory, condition, asked.span);
        Resources resources = resources(directory);
        return answer(
                OK,
                Resources.list(
                        found.total(),
                        asked.span.start(),
                        found.users().stream()
                                .map(u -> asked.chosen.of(resources.user(u)))
                                .toList()));
    }

    private Reply makeUser(Call call) {
        Directory directory = directories.of(call);
        Chosen chosen = chosen(call);
        JsonNode body = call.document(TYPE);
        UserDraft draft = UserDraft.of(null);
        draft.whole(body);
        Users.Shown made = users.make(call, directory, draft.checked());
        return user(CREATED, directory, made, chosen);
    }

    private Reply user(Call call) {
        Directory directory = directories.of(call);
        UUID id = directories.user(call);
        Chosen chosen = chosen(call);
        call.checked();
        Users.Shown found = users.one(directory, id);
        return isKnown(call, found.user().version())
                ? Reply.empty(NOT_MODIFIED, tag(found.user().version()))
                : user(OK, directory, found, chosen);
    }

    private Reply putUser(Call call) {
        Directory directory = directories.of(call);
        UUID id = directories.user(call);
        Chosen chosen = chosen(call);
        JsonNode body = call.document(TYPE);
        return user(
                OK,
                directory,
                users.change(call, directory, id, ifMatch(call), d -> d.whole(body)),
                chosen);
    }

    private Reply patchUser(Call call) {
        Directory directory = directories.of(call);
        UUID id = directories.user(call);
        Chosen chosen = chosen(call);
        Patch patch = Patch.of(call.document(TYPE));
        return user(
                OK,
                directory,
                users.change(
                        call, directory, id, ifMatch(call), d -> patch.steps().forEach(d::step)),
                chosen);
    }

    private Reply removeUser(Call call) {
        Directory directory = directories.of(call);
        UUID id = directories.user(call);
        call.query().ignoreOthers();
        call.checked();
        users.remove(call, directory, id, ifMatch(call));
        return Reply.empty(NO_CONTENT, Map.of());
    }

    private Reply findGroups(Call call) {
        Directory directory = directories.of(call);
        Asked asked = Asked.of(call);
        FilterSql.Condition condition =
                FilterSql.of(asked.filter, GroupStore.FOUND_BY, GroupDraft.SCHEMA);
        Groups.Found found =
                groups.page(directory, condition, asked.span, asked.chosen.has("members"));
        Resources resources = resources(directory);
        return answer(
                OK,
                Resources.list(
                        found.total(),
                        asked.span.start(),
                        found.groups().stream()
                                .map(g -> asked.chosen.of(resources.group(g)))
                                .toList()));
    }

    private Reply makeGroup(Call call) {
        Directory directory = directories.of(call);
        Chosen chosen = chosen(call);
        GroupDraft draft = GroupDraft.fresh();
        draft.whole(call.document(TYPE));
        return group(CREATED, directory, groups.make(call, directory, draft), chosen);
    }

    private Reply group(Call call) {
        Directory directory = directories.of(call);
        UUID id = directories.group(call);
        Chosen chosen = chosen(call);
        call.checked();
        Groups.Shown found = groups.one(directory, id, chosen.has("members"));
        return isKnown(call, found.group().version())
                ? Reply.empty(NOT_MODIFIED, tag(found.group().version()))
                : group(OK, directory, found, chosen);
    }

    private Reply putGroup(Call call) {
        Directory directory = directories.of(call);
        UUID id = directories.group(call);
        Chosen chosen = chosen(call);
        JsonNode body = call.document(TYPE);
        return group(
                OK,
                directory,
                groups.change(
                        call,
                        directory,
                        id,
                        ifMatch(call),
                        chosen.has("members"),
                        d -> d.whole(body)),
                chosen);
    }

    private Reply patchGroup(Call call) {
        Directory directory = directories.of(call);
        UUID id = directories.group(call);
        Chosen chosen = chosen(call);
        Patch patch = Patch.of(call.document(TYPE));
        return group(
                OK,
                directory,
                groups.change(
                        call,
                        directory,
                        id,
                        ifMatch(call),
                        chosen.has("members"),
                        d -> patch.steps().forEach(d::step)),
                chosen);
    }

    private Reply removeGroup(Call call) {
        Directory directory = directories.of(call);
        UUID id = directories.group(call);
        call.query().ignoreOthers();
        call.checked();
        groups.remove(call, directory, id, ifMatch(call));
        return Reply.empty(NO_CONTENT, Map.of());
    }

    private static @Nullable Versions ifMatch(Call call) {
        return Versions.of(call.header("If-Match"));
    }

    private static boolean isKnown(Call call, long version) {
        Versions known = Versions.of(call.header("If-None-Match"));
        return known != null && known.has(version);
    }

    private static Map<String, String> tag(long version) {
        return Map.of("ETag", Versions.tag(version));
    }

    private Reply user(int status, Directory directory, Users.Shown shown, Chosen chosen) {
        Resources resources = resources(directory);
        Map<String, String> headers = new LinkedHashMap<>(tag(shown.user().version()));
        headers.put("Location", resources.userAt(shown.user().id()));
        return Reply.of(status, TYPE, chosen.of(resources.user(shown)), headers);
    }

    private Reply group(int status, Directory directory, Groups.Shown shown, Chosen chosen) {
        Resources resources = resources(directory);
        Map<String, String> headers = new LinkedHashMap<>(tag(shown.group().version()));
        headers.put("Location", resources.groupAt(shown.group().id()));
        return Reply.of(status, TYPE, chosen.of(resources.group(shown)), headers);
    }

    private static Reply answer(int status, Object body) {
        return Reply.of(status, TYPE, body, Map.of());
    }
}
