package scrip.server.scim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.server.http.Call;
import scrip.server.http.EntityTags;
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
    private static final Permission PROVISION = Permission.PEOPLE_PROVISION;
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
        List<Route> all = new ArrayList<>();
        all.add(Route.get(OF_ONE + "/ServiceProviderConfig", PROVISION, c -> told(c, "config")));
        for (String name : List.of("", "/{name}")) {
            all.add(Route.get(OF_ONE + "/ResourceTypes" + name, PROVISION, c -> told(c, "types")));
            all.add(Route.get(OF_ONE + "/Schemas" + name, PROVISION, c -> told(c, "schemas")));
        }
        all.addAll(of("/Users", "scim_user", users));
        all.addAll(of("/Groups", "scim_group", groups));
        return List.copyOf(all);
    }

    private List<Route> of(String path, String id, ResourceKind kind) {
        String some = OF_ONE + path;
        String one = some + "/{" + id + "}";
        return List.of(
                Route.get(some, PROVISION, c -> find(c, kind)),
                Route.post(some, PROVISION, c -> make(c, kind)),
                Route.get(one, PROVISION, c -> read(c, kind, id)),
                Route.put(one, PROVISION, c -> change(c, kind, id, body -> d -> d.whole(body))),
                Route.patch(
                        one, PROVISION, c -> change(c, kind, id, body -> Patch.of(body)::change)),
                Route.delete(one, PROVISION, c -> remove(c, kind, id)));
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

    private Reply find(Call call, ResourceKind kind) {
        Directory directory = directories.of(call);
        Asked asked = Asked.of(call);
        ResourceKind.Found found =
                kind.page(directory, kind.condition(asked.filter), asked.span, asked.chosen);
        Resources resources = resources(directory);
        return answer(
                OK,
                Resources.list(
                        found.total(),
                        asked.span.start(),
                        found.resources().stream()
                                .map(r -> asked.chosen.of(resources.of(r)))
                                .toList()));
    }

    private Reply make(Call call, ResourceKind kind) {
        Directory directory = directories.of(call);
        Chosen chosen = chosen(call);
        return shown(CREATED, directory, kind.make(call, directory, call.document(TYPE)), chosen);
    }

    private Reply read(Call call, ResourceKind kind, String name) {
        Directory directory = directories.of(call);
        UUID id = id(call, kind, name);
        Chosen chosen = chosen(call);
        call.checked();
        ResourceKind.Shown found = kind.one(directory, id, chosen);
        long version = found.stored().version();
        return isKnown(call, version)
                ? Reply.empty(NOT_MODIFIED, tag(version))
                : shown(OK, directory, found, chosen);
    }

    /// @param edit what the body of the request does
    private Reply change(
            Call call, ResourceKind kind, String name, Function<JsonNode, Consumer<Draft>> edit) {
        Directory directory = directories.of(call);
        UUID id = id(call, kind, name);
        Chosen chosen = chosen(call);
        Consumer<Draft> wanted = edit.apply(call.document(TYPE));
        return shown(
                OK,
                directory,
                kind.change(call, directory, id, ifMatch(call), chosen, wanted),
                chosen);
    }

    private Reply remove(Call call, ResourceKind kind, String name) {
        Directory directory = directories.of(call);
        UUID id = id(call, kind, name);
        call.query().ignoreOthers();
        call.checked();
        kind.remove(call, directory, id, ifMatch(call));
        return Reply.empty(NO_CONTENT, Map.of());
    }

    private static UUID id(Call call, ResourceKind kind, String name) {
        UUID id = Ids.of(call.path().getOrDefault(name, ""));
        if (id == null) {
            throw kind.unknown(null);
        }
        return id;
    }

    private static @Nullable EntityTags ifMatch(Call call) {
        return EntityTags.read(call.header("If-Match"));
    }

    private static boolean isKnown(Call call, long version) {
        EntityTags known = EntityTags.read(call.header("If-None-Match"));
        return known != null && known.has(version);
    }

    private static Map<String, String> tag(long version) {
        return Map.of("ETag", EntityTags.of(version));
    }

    private Reply shown(int status, Directory directory, ResourceKind.Shown shown, Chosen chosen) {
        Resources resources = resources(directory);
        Map<String, String> headers = new LinkedHashMap<>(tag(shown.stored().version()));
        headers.put("Location", resources.at(shown.stored()));
        return Reply.of(status, TYPE, chosen.of(resources.of(shown)), headers);
    }

    private static Reply answer(int status, Object body) {
        return Reply.of(status, TYPE, body, Map.of());
    }
}
