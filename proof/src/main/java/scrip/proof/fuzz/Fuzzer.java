package scrip.proof.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Jazzer in a process of its own: it changes the classes of the program to see what an input
/// reaches, which a process that does anything else does not want.
final class Fuzzer {

    /// The classes whose code is to be reached: the program's, and those that read for it.
    private static final String REACHED =
            "scrip.core.**:scrip.server.**:tools.jackson.**:org.snakeyaml.**"
                    + ":org.apache.coyote.**:org.apache.tomcat.util.**";

    /// Looks for connections, programs and files that an input names. A server has its own.
    private static final String OF_A_SERVER =
            Stream.of("ServerSideRequestForgery", "OsCommandInjection", "FilePathTraversal")
                    .map(name -> "com.code_intelligence.jazzer.sanitizers." + name)
                    .collect(Collectors.joining(":"));

    /// An input that takes longer never ends, however busy the machine is.
    private static final int SECONDS_AN_INPUT_MAX = 120;

    private static final int BYTES_MAX = 64_001;

    private final Path folder;

    /// @param folder in which it keeps what reached new code, and what it found
    Fuzzer(Path folder) {
        this.folder = folder;
    }

    /// How long it runs.
    ///
    /// @param limit the option of the fuzzer and its value
    /// @param seed the same seed gives the same inputs as long as nothing else is at work
    /// @param parser the only one that is fed; empty for all
    record Run(String limit, long seed, String parser) {}

    /// Where what it found is.
    Path findings() {
        return folder.resolve("found");
    }

    /// Runs it to its end.
    ///
    /// @param seeds the corpus as files
    /// @return the exit code: 0 if nothing was found
    int run(Run run, Path seeds, PrintStream out) throws IOException, InterruptedException {
        Path kept = Files.createDirectories(folder.resolve("reached"));
        Files.createDirectories(findings());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+EnableDynamicAgentLoading",
                        "-XX:-OmitStackTraceInFastThrow",
                        "-Xmx768m",
                        "-D"
                                + Jazzed.FOLDER
                                + "="
                                + Files.createDirectories(folder.resolve("files")),
                        "-D" + Jazzed.PARSER + "=" + run.parser(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + Jazzed.class.getName(),
                        "--instrumentation_includes=" + REACHED,
                        "--custom_hook_includes=" + REACHED,
                        "--disabled_hooks=" + OF_A_SERVER,
                        "--keep_going=20",
                        "--reproducer_path=" + findings(),
                        run.limit(),
                        "-seed=" + run.seed(),
                        "-timeout=" + SECONDS_AN_INPUT_MAX,
                        "-rss_limit_mb=4096",
                        "-max_len=" + BYTES_MAX,
                        "-artifact_prefix=" + findings() + "/",
                        "-print_final_stats=1",
                        kept.toString(),
                        seeds.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
            }
        } finally {
            process.destroy();
        }
        return process.waitFor();
    }
}
