package scrip.proof.outage;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A [ReportingProduct] in its own JVM.
final class ProductProcess implements AutoCloseable {

    private static final int ANSWER_SECONDS_MAX = 120;
    private static final int STOP_SECONDS_MAX = 60;

    private final Process process;
    private final BufferedWriter in;
    private final Thread listening;
    private final Map<String, Integer> accepted;
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(100);

    /// @param accepted how many uses of each organization the product was told to be on disk: goes
    ///   on from what products before were told
    private ProductProcess(Process process, Map<String, Integer> accepted) {
        this.process = process;
        this.accepted = accepted;
        this.in =
                new BufferedWriter(
                        new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.listening = Thread.ofVirtual().start(this::listen);
    }

    static ProductProcess start(
            Installation at, String key, Path folder, Instant now, Map<String, Integer> accepted)
            throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ReportingProduct.class.getName(),
                                at.root().toString(),
                                key,
                                Installation.REALM,
                                folder.toString(),
                                now.toString(),
                                Outage.BEGIN.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return new ProductProcess(process, accepted);
    }

    private void listen() {
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ", -1);
                // A line that was being written when it was killed tells nothing.
                if (words[0].equals("accepted") && words.length == 3) {
                    accepted.merge(words[1], Integer.parseInt(words[2]) + 1, Math::max);
                } else if (words[0].equals("state") || words[0].equals("access")) {
                    answers.add(line);
                }
            }
        } catch (IOException killed) {
            // What it said until then was read.
        }
    }

    void tell(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException dead) {
            throw new UncheckedIOException(dead);
        }
    }

    /// The words that it answers.
    String[] ask(String line) throws InterruptedException {
        tell(line);
        String answer = answers.poll(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IllegalStateException("no answer to: " + line);
        }
        return answer.split(" ", -1);
    }

    /// Kills it (SIGKILL), and waits until all that it said was read.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        listening.join();
    }

    static Map<String, Integer> nothingAccepted() {
        return new ConcurrentHashMap<>();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        boolean ended = false;
        try {
            ended = process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.destroyForcibly();
        }
    }
}
