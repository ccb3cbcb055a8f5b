package scrip.proof.crash;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which processes are killed, and how.
enum Death {
    /// SIGKILL to the server.
    SERVER(true),
    /// SIGKILL to the postmaster and all its backends, while the server lives.
    POSTGRES(false),
    /// SIGKILL to the server, the postmaster and all backends.
    SERVER_AND_POSTGRES(true),
    /// SIGKILL to the postmaster alone: its backends exit when they notice.
    POSTMASTER(false),
    /// SIGKILL to one backend, the writer's if it is known: PostgreSQL then restarts all of them.
    BACKEND(false),
    /// The server halts itself with a batch written and not committed.
    BEFORE_COMMIT(true),
    /// The server halts itself with a batch committed and no command answered.
    AFTER_COMMIT(true),
    /// The server halts itself before readers see the new states.
    BEFORE_PUBLISH(true),
    /// The server halts itself after the last answer of a batch.
    AFTER_ANSWER(true),
    /// SIGSTOP to the server until a standby has taken over and served a load; then SIGCONT: it
    /// wakes up with a batch under way and believes that it is the writer.
    ZOMBIE(false),
    /// SIGSTOP to PostgreSQL while more commands come than the server may queue, then SIGCONT.
    FROZEN_POSTGRES(false);

    private final boolean endsServer;

    Death(boolean endsServer) {
        this.endsServer = endsServer;
    }

    /// Whether the server has to be started again afterwards.
    boolean endsServer() {
        return endsServer;
    }

    boolean endsPostgres() {
        return this == POSTGRES || this == SERVER_AND_POSTGRES || this == POSTMASTER;
    }

    /// The value of `SCRIP_FAIL_POINT` with which the server halts itself at the n-th batch; null
    /// if it is killed from outside.
    @Nullable String failPoint(int batch) {
        return switch (this) {
            case BEFORE_COMMIT, AFTER_COMMIT, BEFORE_PUBLISH, AFTER_ANSWER ->
                    name().toLowerCase(Locale.ROOT).replace('_', '-') + ":" + batch;
            case SERVER,
                    POSTGRES,
                    SERVER_AND_POSTGRES,
                    POSTMASTER,
                    BACKEND,
                    ZOMBIE,
                    FROZEN_POSTGRES ->
                    null;
        };
    }
}
