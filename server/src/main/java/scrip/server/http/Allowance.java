package scrip.server.http;

import org.jspecify.annotations.Nullable;

/// What one request of a caller may cost, in units of work. What its operation costs in any case
/// has been paid already.
public interface Allowance {

    /// Of a caller who is not limited.
    Allowance UNLIMITED =
            new Allowance() {
                @Override
                public int most() {
                    return Integer.MAX_VALUE;
                }

                @Override
                public void raise(int total) {
                    // Whatever it costs.
                }
            };

    /// What is left to a caller who is told so; null for others.
    default @Nullable RateLimit rateLimit() {
        return null;
    }

    /// What a request can cost at most: as much as is left to a caller who has asked nothing for a
    /// while.
    int most();

    /// Raises what this request costs, if it costs less so far.
    ///
    /// @param total what it costs in all, `most` or less
    /// @throws ProblemException if the caller has less left; then nothing more is used up
    void raise(int total);
}
