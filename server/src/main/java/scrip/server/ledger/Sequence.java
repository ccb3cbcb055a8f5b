package scrip.server.ledger;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Submissions of one caller in their order. When one of them is not taken, because the queue is
/// full or the ledger stops serving, none behind it on the same accounts is taken: repeated, it
/// would come after them.
final class Sequence {

    private final Map<Ref, Stranding> strandings = new ConcurrentHashMap<>();
    private int places;

    /// From which place on submissions on an account are not taken, and why.
    private record Stranding(int place, Outcome.Reason reason) {

        static Stranding earlier(Stranding one, Stranding other) {
            return one.place <= other.place ? one : other;
        }
    }

    /// The place behind those handed out so far.
    Place next() {
        return new Place(places++);
    }

    /// The place of a submission.
    final class Place {

        private final int place;

        private Place(int place) {
            this.place = place;
        }

        /// Notes that the submission at this place was not taken.
        void strand(List<Ref> refs, Outcome.Reason reason) {
            Stranding stranding = new Stranding(place, reason);
            refs.forEach(ref -> strandings.merge(ref, stranding, Stranding::earlier));
        }

        /// Why a submission before this place on one of the accounts was not taken; null if all
        /// were.
        Outcome.@Nullable Reason stranded(List<Ref> refs) {
            if (strandings.isEmpty()) {
                return null;
            }
            for (Ref ref : refs) {
                Stranding stranding = strandings.get(ref);
                if (stranding != null && stranding.place < place) {
                    return stranding.reason;
                }
            }
            return null;
        }
    }
}
