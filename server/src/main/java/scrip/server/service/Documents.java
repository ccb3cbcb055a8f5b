package scrip.server.service;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Code;
import scrip.core.order.LineId;
import scrip.core.organization.OrganizationId;
import scrip.core.service.Service;
import scrip.core.service.ServiceState;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Reading;

/// Stores the signed documents of acceptances, and returns them.
final class Documents {

    /// The largest document: 5 MB.
    static final int BYTES_MAX = 5_000_000;

    /// How many documents one service may have; more than one, so that a bad scan can be sent
    /// again.
    static final int OF_ONE_SERVICE_MAX = 10;

    /// The prefix of the reference by which the fact of an acceptance names a document.
    private static final String REFERENCE = "sha256:";

    private final Accounts accounts;
    private final Ledger ledger;
    private final DocumentStore store;

    Documents(Accounts accounts, Ledger ledger, DocumentStore store) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.store = store;
    }

    /// A document without its content.
    record View(
            String sha256,
            String name,
            String contentType,
            int bytes,
            Instant uploadedAt,
            String uploadedBy) {

        static View of(DocumentStore.Row row) {
            return new View(
                    HexFormat.of().formatHex(row.hash()),
                    DocumentType.stored(row.type()).named(row.name()),
                    row.type(),
                    row.bytes(),
                    row.uploadedAt(),
                    row.uploadedBy());
        }
    }

    /// A document with its content.
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Whole(View view, byte[] content) {}

    /// Stores a document for the acceptance of a delivered service. Sending the same document again
    /// has no effect.
    View add(Call call, OrganizationId account, LineId id, String name, byte[] content) {
        DocumentType type = checked(content);
        Reading reading = accounts.read(call.granted(account));
        Service service = service(reading, id);
        if (service.state(reading.now()) != ServiceState.DELIVERED) {
            throw new ProblemException(
                    Code.NOT_DELIVERED,
                    "service " + id + " is not waiting for acceptance, so it takes no document");
        }
        DocumentStore.Row row =
                new DocumentStore.Row(
                        id,
                        DigestUtils.sha256(content),
                        name,
                        type.mediaType(),
                        content.length,
                        reading.now(),
                        call.actorName());
        long number = ledger.number(call.realm(), account);
        if (!store.add(call.realm().number(), number, row, content, OF_ONE_SERVICE_MAX)) {
            throw notAccepted(
                    "a service has at most " + OF_ONE_SERVICE_MAX + " documents: use one of them");
        }
        View view = View.of(store.one(number, id, row.hash()).orElseThrow());
        call.note().sent(view);
        return view;
    }

    Whole find(Call call, OrganizationId account, LineId id, byte[] hash) {
        accounts.read(call.granted(account));
        long number = ledger.number(call.realm(), account);
        View view = store.one(number, id, hash).map(View::of).orElseThrow(() -> unknown(id));
        return new Whole(view, store.content(number, id, hash));
    }

    /// The reference by which the fact of an acceptance names a document, which must exist.
    String reference(Call call, OrganizationId account, LineId id, byte[] hash) {
        service(accounts.read(call.granted(account)), id);
        long number = ledger.number(call.realm(), account);
        return store.one(number, id, hash)
                .map(r -> REFERENCE + HexFormat.of().formatHex(r.hash()))
                .orElseThrow(() -> unknown(id));
    }

    /// The documents of an account, by the references in facts.
    Map<String, View> of(Call call, OrganizationId account) {
        Map<String, View> all = new LinkedHashMap<>();
        store.of(ledger.number(call.realm(), account))
                .forEach(r -> all.put(name(r.service(), r.hash()), View.of(r)));
        return all;
    }

    /// The document that a step of a service names; null if none is stored here.
    static @Nullable View named(Map<String, View> documents, LineId service, String document) {
        return documents.get(service + " " + document);
    }

    private static String name(LineId service, byte[] hash) {
        return service + " " + REFERENCE + HexFormat.of().formatHex(hash);
    }

    private static Service service(Reading reading, LineId id) {
        Service service = reading.account().rights().services().get(id);
        if (service == null) {
            throw new ProblemException(Code.UNKNOWN_SERVICE, "no service " + id);
        }
        return service;
    }

    private static DocumentType checked(byte[] content) {
        if (content.length == 0) {
            throw notAccepted("the file is empty");
        }
        return DocumentType.of(content)
                .orElseThrow(() ->
                        notAccepted(
                                "the file is not PDF, PNG or JPEG, whatever its name and its"
                                        + " Content-Type say"));
    }

    private static ProblemException unknown(LineId id) {
        return new ProblemException(
                ProblemCode.UNKNOWN_DOCUMENT,
                "service " + id + " has no such document: send the file first");
    }

    private static ProblemException notAccepted(String detail) {
        return new ProblemException(ProblemCode.DOCUMENT_NOT_ACCEPTED, detail);
    }
}
