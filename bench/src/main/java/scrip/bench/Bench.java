package scrip.bench;

/// The entry of `./scrip bench`; each measurement is one subcommand.
public final class Bench {
    private Bench() {}

    /// Runs the measurement named by the first argument.
    public static void main(String[] args) {
        System.err.println("scrip: 'bench " + String.join(" ", args) + "' is not there yet");
        System.exit(2);
    }
}
