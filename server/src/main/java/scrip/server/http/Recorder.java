package scrip.server.http;

/// Keeps who changed what.
@FunctionalInterface
public interface Recorder {
    /// Notes an operation that succeeded and has not noted itself.
    void record(Call call, Reply reply);
}
