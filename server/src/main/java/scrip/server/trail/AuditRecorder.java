package scrip.server.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;
import scrip.server.http.Call;
import scrip.server.http.Json;
import scrip.server.http.Recorder;
import scrip.server.http.Reply;
import scrip.server.ledger.Ledger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Records operations after they succeed, except those on people and keys: the state before, the
/// body sent, and the result.
final class AuditRecorder implements Recorder {

    private static final String ORGANIZATION = "organization";

    private final AuditTrail trail;
    private final Ledger ledger;

    AuditRecorder(AuditTrail trail, Ledger ledger) {
        this.trail = trail;
        this.ledger = ledger;
    }

    @Override
    public void record(Call call, Reply reply) {
        OrganizationId organization = organization(call);
        boolean known = organization != null;
        trail.note(
                AuditTrail.Origin.of(call),
                new AuditTrail.Event(
                        call.route().action(),
                        known ? call.realm().number() : null,
                        organization == null ? null : ledger.number(call.realm(), organization),
                        subject(call, reply),
                        call.note().before(),
                        after(call)));
    }

    /// The body sent, overlaid with the result.
    private static @Nullable JsonNode after(Call call) {
        JsonNode sent = call.note().sent();
        Object came = call.note().after();
        if (came == null) {
            return sent;
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        if (sent instanceof ObjectNode fields) {
            all.setAll(fields);
        }
        if (Json.treeOf(came) instanceof ObjectNode fields) {
            all.setAll(fields);
        }
        return all;
    }

    private static @Nullable OrganizationId organization(Call call) {
        String inPath = call.path().get(ORGANIZATION);
        if (inPath != null) {
            return new OrganizationId(inPath);
        }
        JsonNode sent = call.note().sent();
        JsonNode inBody = sent == null ? null : sent.get(ORGANIZATION);
        return inBody == null || !inBody.isString()
                ? null
                : new OrganizationId(inBody.stringValue());
    }

    /// The subject that the path names besides the organization, or else the id of what was
    /// created.
    private static @Nullable String subject(Call call, Reply reply) {
        List<String> named = new ArrayList<>();
        for (Map.Entry<String, String> part : call.path().entrySet()) {
            if (!part.getKey().equals(ORGANIZATION)) {
                named.add(part.getValue());
            }
        }
        if (!named.isEmpty()) {
            return String.join(" ", named);
        }
        JsonNode id = Json.treeOf(reply.body()).get("id");
        return id == null || !id.isString() ? null : id.stringValue();
    }
}
