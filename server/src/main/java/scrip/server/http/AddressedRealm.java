package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Realms;
import scrip.server.role.Identity;

/// The realm that a request addresses: that of its header, which the caller must know of; without
/// one that of the key, or `live`.
final class AddressedRealm {

    private static final String HEADER = "Scrip-Realm";

    private AddressedRealm() {}

    static Realm of(
            HttpServletRequest request, Identity identity, Realms realms, List<InputFault> faults) {
        String name = request.getHeader(HEADER);
        Integer own = identity.realm();
        if (name == null) {
            return own == null ? realms.live() : ofKey(realms, own);
        }
        if (faults.stream().anyMatch(f -> f.pointer().equalsIgnoreCase("/" + HEADER))) {
            throw new ProblemException(Problem.of(faults));
        }
        return realms.find(name)
                .filter(r -> identity.knows(r.number(), r.isLive()))
                .orElseThrow(() ->
                        new ProblemException(
                                ProblemCode.UNKNOWN_REALM,
                                "there is no realm of that name, or no longer: make a sandbox"
                                        + " first, or leave out the header "
                                        + HEADER));
    }

    private static Realm ofKey(Realms realms, int number) {
        Realm own = realms.numbered(number);
        if (!realms.isThere(own)) {
            throw new ProblemException(
                    ProblemCode.UNKNOWN_REALM, "the sandbox of this key was removed");
        }
        return own;
    }
}
