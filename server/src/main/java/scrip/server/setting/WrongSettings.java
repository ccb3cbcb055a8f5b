package scrip.server.setting;

import java.util.List;

/// Settings that cannot be used, for whoever set them: print the lines without a stack trace.
public final class WrongSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    public WrongSettings(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /// A line each.
    public List<String> faults() {
        return faults;
    }
}
