package scrip.server.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What is found, one line each: so many are named, and the rest is counted. One thread finds,
/// others may look meanwhile.
final class Findings implements Consumer<String> {

    private final int namedMax;
    private final int charactersMax;
    private final List<String> named = new ArrayList<>();
    private long more;

    Findings(int namedMax, int charactersMax) {
        this.namedMax = namedMax;
        this.charactersMax = charactersMax;
    }

    /// All, as they are.
    static Findings all() {
        return new Findings(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public synchronized void accept(String finding) {
        if (named.size() == namedMax) {
            more++;
        } else {
            named.add(
                    finding.length() <= charactersMax
                            ? finding
                            : finding.substring(0, charactersMax) + "…");
        }
    }

    synchronized List<String> named() {
        return List.copyOf(named);
    }

    /// How many are not named.
    synchronized long more() {
        return more;
    }
}
