package scrip.client;

import java.time.Duration;

/// Is told what the client does, to be counted wherever the product counts. Its methods are called
/// on the threads that do it, so they return at once; all do nothing unless they are overridden.
public interface ClientMetrics {

    /// Counts nothing.
    ClientMetrics NONE = new ClientMetrics() {};

    /// One try of a request has ended.
    ///
    /// @param operation such as `uses.batch`
    /// @param status of HTTP; 0 if no answer came
    default void tried(String operation, int status, Duration took) {}

    /// A kept answer was given because the server could not be asked.
    default void answeredOffline() {}

    /// Requests are held back since too many have failed; or are no more.
    default void breaker(boolean open) {}

    /// Reported uses were booked.
    default void delivered(int uses) {}

    /// A reported use was refused and set aside.
    default void refused(String code) {}

    /// Bytes of the spool could not be read and were set aside.
    default void damaged(long bytes) {}
}
