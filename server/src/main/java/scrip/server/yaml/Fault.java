package scrip.server.yaml;

/// A fault at a position in a file, and what to do about it.
public record Fault(Position place, String message) {

    /// `line:column: message`, to follow the name of the file and a colon.
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
