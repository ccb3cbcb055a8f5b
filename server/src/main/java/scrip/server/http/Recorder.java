package scrip.server.http;

/// Writes the audit log: who changed what.
@FunctionalInterface
public interface Recorder {
    /// Records an operation that succeeded and has not recorded itself.
    void record(Call call, Reply reply);
}
