package scrip.server.yaml;

/// What is wrong at a place of a file, and what to do about it.
public record Fault(Position place, String message) {

    /// `line:column: message`, to be put after the name of the file and a colon.
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
