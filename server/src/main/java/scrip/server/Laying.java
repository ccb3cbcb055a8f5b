package scrip.server;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import scrip.server.http.Cursors;

/// A [Foundation] that is laid in a thread of its own, while Spring reads its configuration.
final class Laying {

    private final FutureTask<Foundation> work;
    private final Thread thread;

    private Laying(FutureTask<Foundation> work) {
        this.work = work;
        this.thread = Thread.ofPlatform().name("scrip-foundation").unstarted(work);
    }

    static Laying begin(Callable<Foundation> work) {
        Laying laying = new Laying(new FutureTask<>(work));
        laying.thread.start();
        return laying;
    }

    /// Its parts become beans once they are there, before any bean is made. If they do not come,
    /// Spring's start is abandoned, and [#await] tells why.
    BeanFactoryPostProcessor beans() {
        return beans -> {
            try {
                register(work.get(), beans);
            } catch (ExecutionException _) {
                throw new AbandonedRunException();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new AbandonedRunException();
            }
        };
    }

    private static void register(Foundation foundation, ConfigurableListableBeanFactory beans) {
        beans.registerSingleton("database", foundation.database());
        beans.registerSingleton("ledger", foundation.ledger());
        beans.registerSingleton("realms", foundation.ledger().realms());
        beans.registerSingleton("token", foundation.token());
        beans.registerSingleton("metricsToken", foundation.metricsToken());
        beans.registerSingleton("lastDone", foundation.lastDone());
        beans.registerSingleton("terminalKey", foundation.terminalKey());
        beans.registerSingleton("catalogs", foundation.catalogs());
        beans.registerSingleton("checkpoints", foundation.heads().checkpoints());
        beans.registerSingleton("licenseKey", foundation.licenseKey());
        beans.registerSingleton(
                "cursors", new Cursors(foundation.licenseKey().derived("cursors of lists")));
    }

    /// The foundation, or the failure that kept it from being laid.
    Foundation await() throws IOException, InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException failure -> throw failure;
                case InterruptedException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }

    /// Closes what was laid; what is being laid is finished first, unless this is interrupted.
    void undo() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
                thread.interrupt();
            }
        }
        if (work.state() == FutureTask.State.SUCCESS) {
            work.resultNow().close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
