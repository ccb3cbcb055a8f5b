package scrip.server.scim;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import scrip.server.http.AdminToken;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.role.Actor;

/// Tells which directory a request is of: that of its key.
final class Directories {

    private static final int NAME_CHARACTERS_MAX = 200;

    private final Database database;

    Directories(Database database) {
        this.database = database;
    }

    /// The directory that the path names.
    ///
    /// @throws ProblemException unless the request has a key of that directory, which is neither a
    ///   cookie nor any other key, and its provider is enabled; whether there is such a directory
    ///   is told to nobody else
    Directory of(Call call) {
        Actor caller = call.identity().actor();
        UUID key = caller.id();
        if (caller.kind() != Actor.Kind.KEY || key == null) {
            throw AdminToken.wrong(false);
        }
        UUID provider = Ids.of(call.path().getOrDefault("provider", ""));
        if (provider == null) {
            throw others();
        }
        Directory directory =
                database.readAll(sql -> DirectoryStore.directory(sql, provider, key))
                        .orElseThrow(Directories::others);
        if (!directory.enabled()) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "the identity provider of this directory is not enabled");
        }
        return directory;
    }

    private static ProblemException others() {
        return new ProblemException(
                ProblemCode.FORBIDDEN, "this key is not one of the directory at this path");
    }

    /// The name of a schema or a type in the path; null if it has none.
    @Nullable String nameOrNull(Call call) {
        return call.path().containsKey("name") ? call.text("name", NAME_CHARACTERS_MAX) : null;
    }
}
