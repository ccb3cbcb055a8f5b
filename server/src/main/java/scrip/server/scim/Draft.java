package scrip.server.scim;

import tools.jackson.databind.JsonNode;

/// A user or a group that is read or changed by what a directory sends.
interface Draft {

    /// Takes the whole of it, as `POST` and `PUT` send it.
    void whole(JsonNode body);

    /// Takes one step of a `PATCH`.
    void step(Patch.Step step);
}
