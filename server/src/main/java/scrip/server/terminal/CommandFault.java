package scrip.server.terminal;

import java.util.Objects;

/// Why a subcommand could not do what it was asked: one line for the operator.
public final class CommandFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandFault(String message) {
        super(message);
    }

    public CommandFault(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
