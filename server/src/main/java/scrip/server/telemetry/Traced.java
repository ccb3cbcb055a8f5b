package scrip.server.telemetry;

/// A piece of work that a trace tells of, from when it begins until it is closed.
public interface Traced extends AutoCloseable {

    /// Work that no trace tells of.
    Traced NOTHING =
            new Traced() {
                @Override
                public void named(String name, String key, String value) {}

                @Override
                public void answered(int status) {}

                @Override
                public void close() {}
            };

    /// Gives it a name that tells more than the first, and says why.
    void named(String name, String key, String value);

    /// The HTTP status it was answered with.
    void answered(int status);

    @Override
    void close();
}
