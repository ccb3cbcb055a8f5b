package scrip.client;

/// What keeps a call from being answered.
public abstract sealed class ScripException extends RuntimeException
        permits RefusedException, UnavailableException, SpoolException {

    private static final long serialVersionUID = 1L;

    ScripException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
