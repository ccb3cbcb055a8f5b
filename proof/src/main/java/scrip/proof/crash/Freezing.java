package scrip.proof.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import scrip.proof.crash.Conversation.Expected;

/// Processes that are stopped under load and continue later, as on a machine that was suspended or
/// a disk that hangs.
///
/// @param pause how long PostgreSQL is stopped at least
record Freezing(DriverMemory book, Load load, Random random, Duration pause) {

    /// Commands sent while PostgreSQL is stopped: more than the server may queue.
    private static final int FLOOD = 20_000;

    /// How many of them must be turned away before PostgreSQL continues: by then the queue is full.
    private static final int TURNED_AWAY_MIN = 1_000;

    private static final int ANSWERS_AFTER = 2_000;
    private static final int DELAY_NANOS_MAX = 20_000_000;
    private static final long LOOK_NANOS = 1_000_000;

    /// Stops the writer with commands in flight. The standby takes over, is asked all that was not
    /// answered, and serves a load of its own. Then the writer continues, in the belief that it
    /// still has the lease, and answers what it had taken; the standby ends, and it takes over.
    ///
    /// @param killAfter answers after which the writer is stopped
    Load.Died zombie(ServerProcess server, ServerProcess standby, int killAfter)
            throws IOException, InterruptedException {
        Conversation line = new Conversation(server, book);
        load.until(line, killAfter);
        LockSupport.parkNanos(random.nextInt(DELAY_NANOS_MAX));
        signal("STOP", List.of(server.handle()));
        long at = System.nanoTime();
        int inFlight = line.inFlightAtLastAnswer();
        Conversation other = new Conversation(standby, book);
        if (!other.call("AWAIT")[1].equals("true")) {
            book.find("the standby does not serve");
        }
        long back = System.nanoTime();
        other.askAll(book.unanswered(), _ -> Expected.ACCEPTED);
        load.until(other, other.answers() + ANSWERS_AFTER);
        load.drain(other);
        signal("CONT", List.of(server.handle()));
        load.drain(line);
        if (standby.stop() != 0) {
            book.find("the standby did not end well");
        }
        return new Load.Died(inFlight, at, back);
    }

    /// Stops PostgreSQL with commands in flight, and sends more than the server may queue.
    ///
    /// @param killAfter answers after which PostgreSQL is stopped
    Load.Died postgres(Conversation line, PostgresProcesses postgres, int killAfter)
            throws IOException, InterruptedException {
        load.until(line, killAfter);
        List<ProcessHandle> all = postgres.all();
        signal("STOP", all);
        long at = System.nanoTime();
        int inFlight = line.inFlightAtLastAnswer();
        try {
            long until = at + pause.toNanos();
            for (int sent = 0; sent < FLOOD; sent++) {
                load.sendOne(line);
                line.receiveIfAny();
            }
            while (line.unavailable() < TURNED_AWAY_MIN || System.nanoTime() - until < 0) {
                if (!line.receiveIfAny()) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
            }
        } finally {
            signal("CONT", all);
        }
        load.drain(line);
        return new Load.Died(inFlight, at, System.nanoTime());
    }

    private static void signal(String name, List<ProcessHandle> processes)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("not signalled: " + command);
        }
    }
}
