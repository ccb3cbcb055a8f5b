package scrip.server.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import scrip.core.standing.Waiting;

/// A list of the desk.
enum Section {
    APPROVALS(Waiting.Kind.APPROVAL),
    TRANSFERS(Waiting.Kind.TRANSFER),
    DEBTS(Waiting.Kind.DEBT),
    KEPT(Waiting.Kind.KEPT),
    UNAPPLIED(Waiting.Kind.UNAPPLIED),
    SERVICES(Waiting.Kind.SERVICE),
    SALES_REQUESTS(Waiting.Kind.SALE),
    RETURNS(Waiting.Kind.RETURN);

    private final Waiting.Kind kind;

    Section(Waiting.Kind kind) {
        this.kind = kind;
    }

    Waiting.Kind kind() {
        return kind;
    }

    /// All kinds that have a list.
    static List<Waiting.Kind> kinds() {
        return Arrays.stream(values()).map(Section::kind).toList();
    }

    /// The name of its list in the contract.
    String list() {
        return name().toLowerCase(Locale.ROOT);
    }
}
