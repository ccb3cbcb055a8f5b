package scrip.proof.fuzz;

import org.jspecify.annotations.Nullable;

/// What a parser must not do with an input.
final class Finding extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Finding(String what, @Nullable Throwable cause) {
        super(what, cause);
    }

    Finding(String what) {
        this(what, null);
    }
}
