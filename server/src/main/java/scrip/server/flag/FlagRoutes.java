package scrip.server.flag;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access;
import scrip.core.access.AccessState;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Json;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Granted;
import scrip.server.role.Permission;
import tools.jackson.databind.JsonNode;

/// The operations of OFREP.
final class FlagRoutes implements Routes {

    private static final String ALL = Route.OFREP + "evaluate/flags";
    private static final String JSON = "application/json";
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final Flags flags;

    FlagRoutes(Flags flags) {
        this.flags = flags;
    }

    /// The names of most flags have a slash, which some clients encode and some do not.
    @Override
    public List<Route> all() {
        return List.of(
                Route.post(ALL, Permission.ACCESS_READ, this::evaluateAll).unrecorded(),
                Route.post(ALL + "/{key}", Permission.ACCESS_READ, this::evaluate)
                        .unrecorded()
                        .metered(),
                Route.post(
                                ALL + "/{product}/{feature}",
                                Permission.ACCESS_READ,
                                this::evaluateOfProduct)
                        .unrecorded()
                        .metered());
    }

    /// What a flag is, as OFREP has it.
    private record Evaluated(
            String key,
            boolean value,
            String reason,
            String variant,
            Map<String, Object> metadata) {

        /// Every flag depends on the targeting key.
        static Evaluated of(String key, Context context, Access access) {
            Map<String, Object> more = new LinkedHashMap<>();
            more.put("access", access.state().name());
            more.put("surface", context.surface().name());
            put(more, "reason", access.reason());
            put(more, "until", access.until());
            put(more, "item", access.item());
            if (access.available() != null) {
                more.put("left", access.available());
            }
            if (access.arrears() != null) {
                more.put("arrears", access.arrears());
            }
            return new Evaluated(
                    key,
                    access.state() == AccessState.ALLOWED,
                    "TARGETING_MATCH",
                    access.state().name(),
                    more);
        }

        private static void put(Map<String, Object> to, String name, @Nullable Object value) {
            if (value != null) {
                to.put(name, value.toString());
            }
        }
    }

    private record AllEvaluated(List<Evaluated> flags) {}

    /// The fields have the names of OFREP, which writes them in camel case.
    ///
    /// @param key null where the fault is of all flags
    private static Reply failed(@Nullable String key, FlagFault fault) {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (key != null) {
            shown.put("key", key);
        }
        shown.put("errorCode", fault.code().name());
        shown.put("errorDetails", fault.details());
        shown.put("metadata", Map.of());
        return Reply.of(fault.status(), JSON, shown, Map.of());
    }

    private Reply evaluate(Call call) {
        return evaluate(call, call.text("key", Forms.NAME_CHARACTERS_MAX));
    }

    private Reply evaluateOfProduct(Call call) {
        return evaluate(
                call,
                call.text("product", Forms.NAME_CHARACTERS_MAX)
                        + "/"
                        + call.text("feature", Forms.NAME_CHARACTERS_MAX));
    }

    private Reply evaluate(Call call, String key) {
        Context.Read read = read(call);
        if (!flags.has(call, key)) {
            return failed(
                    key, new FlagFault(FlagFault.Code.FLAG_NOT_FOUND, "there is no flag " + key));
        }
        Context context = read.context();
        if (context == null) {
            return failed(key, fault(read));
        }
        Granted granted = flags.granted(call, context).orElse(null);
        Access access = granted == null ? null : flags.access(granted, context, key);
        return access == null
                ? failed(key, unknown(context))
                : Reply.of(OK, JSON, Evaluated.of(key, context, access), Map.of());
    }

    private Reply evaluateAll(Call call) {
        Context.Read read = read(call);
        Context context = read.context();
        if (context == null) {
            return failed(null, fault(read));
        }
        Granted granted = flags.granted(call, context).orElse(null);
        if (granted == null) {
            return failed(null, unknown(context));
        }
        List<Evaluated> evaluated = new ArrayList<>();
        for (String key : flags.all(call)) {
            Access access = flags.access(granted, context, key);
            if (access == null) {
                return failed(null, unknown(context));
            }
            evaluated.add(Evaluated.of(key, context, access));
        }
        AllEvaluated all = new AllEvaluated(evaluated);
        String tag = tag(call, context, all);
        Map<String, String> headers = Map.of("ETag", tag);
        return isKnown(call.header("If-None-Match"), tag)
                ? Reply.empty(NOT_MODIFIED, headers)
                : Reply.of(OK, JSON, all, headers);
    }

    /// Parameters that event streams would add mean nothing here.
    private static Context.Read read(Call call) {
        call.query().ignoreOthers();
        JsonNode body = call.document(JSON);
        return Context.of(body);
    }

    private static FlagFault fault(Context.Read read) {
        FlagFault fault = read.fault();
        if (fault == null) {
            throw new IllegalStateException("neither a context nor a fault");
        }
        return fault;
    }

    private static FlagFault unknown(Context context) {
        return new FlagFault(
                FlagFault.Code.INVALID_CONTEXT, "no organization " + context.organization());
    }

    /// Covers who asks for whom and where, not only what the flags are: those of two organizations
    /// may be alike.
    private static String tag(Call call, Context context, AllEvaluated all) {
        String covered =
                String.join(
                        "\n",
                        call.realm().name(),
                        String.valueOf(call.identity().product()),
                        context.toString(),
                        new String(Json.bytes(all), StandardCharsets.UTF_8));
        return '"' + HexFormat.of().formatHex(DigestUtils.sha256(covered), 0, 16) + '"';
    }

    /// Proxies that compress weaken a tag or add to it.
    private static boolean isKnown(@Nullable String sent, String tag) {
        if (sent == null) {
            return false;
        }
        String bare = tag.substring(1, tag.length() - 1);
        return Stream.of(sent.split(",", -1))
                .map(t -> t.strip().replaceFirst("^W/", "").replace("\"", ""))
                .map(t -> t.replaceFirst("[-;](gzip|br|zstd|deflate)$", ""))
                .anyMatch(bare::equals);
    }
}
