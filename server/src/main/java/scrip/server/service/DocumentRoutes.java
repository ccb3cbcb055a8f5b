package scrip.server.service;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scrip.core.order.LineId;
import scrip.core.organization.OrganizationId;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operations on acceptance documents.
final class DocumentRoutes implements Routes {

    private static final String ALL = Route.ACCOUNT + "/services/{service}/documents";
    private static final int HASH_DIGITS = 64;
    static final String HASH_FORM = "the SHA-256 of a document: 64 hexadecimal digits";

    private final Documents documents;

    DocumentRoutes(Documents documents) {
        this.documents = documents;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.post(ALL, Permission.SERVICES_ACCEPT, this::add),
                Route.get(ALL + "/{document}", Permission.SERVICES_READ, this::one));
    }

    private Reply add(Call call) {
        OrganizationId account = call.organization();
        LineId service = new LineId(call.uuid("service"));
        String name = lastPart(call.query().text("name", Forms.NAME_CHARACTERS_MAX));
        call.checked();
        byte[] content = call.file(Documents.BYTES_MAX);
        return Reply.created(documents.add(call, account, service, name, content));
    }

    /// The name of a file, of which some browsers send the folders too.
    private static String lastPart(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.isBlank() ? "document" : last;
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        LineId service = new LineId(call.uuid("service"));
        byte[] hash = call.parsed("document", HASH_FORM, DocumentRoutes::hash);
        call.checked();
        Documents.Whole found =
                documents.find(call, account, service, Objects.requireNonNull(hash));
        return Reply.file(found.view().name(), found.view().contentType(), found.content());
    }

    /// Parses a hash; null if the text is not one.
    static byte @Nullable [] hash(String text) {
        return text.length() == HASH_DIGITS
                        && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)
                ? HexFormat.of().parseHex(text)
                : null;
    }
}
