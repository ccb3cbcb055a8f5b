package scrip.server.terminal;

import java.util.List;

/// Arguments that fit the subcommand's form, but not each other or what they are for.
public final class WrongArguments extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    public WrongArguments(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    public WrongArguments(String fault) {
        this(List.of(fault));
    }

    List<String> faults() {
        return faults;
    }

    /// Throws if there are any faults.
    public static void check(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new WrongArguments(faults);
        }
    }
}
