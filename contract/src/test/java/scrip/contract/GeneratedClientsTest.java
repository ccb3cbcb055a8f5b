package scrip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Clients generated from the contract, with the options that are shipped in `generate`, compile,
/// and take what a later server answers: new fields, values of enumerations, alternatives of
/// unions. What a machine lacks to try one is named, and that one is skipped.
class GeneratedClientsTest {

    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Path OUT = HERE.resolve("target/clients");
    private static final Path PROBES = HERE.resolve("src/test/resources/probes");
    private static final String LATER = PROBES.resolve("later.json").toString();
    private static final String GROWN = PROBES.resolve("grown.json").toString();
    private static final String CONTRACT =
            HERE.resolve("../server/src/main/resources/openapi.yaml").normalize().toString();
    private static final List<String> LANGUAGES = List.of("java", "typescript", "python", "go");

    /// What the module of Go with default options needs of others; here it stands for itself.
    private static final String VALIDATOR =
            "package validator\n\nfunc Validate(value interface{}) error { return nil }\n";

    /// Strict; no types of libraries that happen to be installed above.
    private static final String TSCONFIG =
            """
            {"compilerOptions": {"strict": true, "target": "es2020", "lib": ["es2020", "dom"],
              "module": "commonjs", "types": [], "outDir": "js"}, "files": ["index.ts"]}
            """;

    @BeforeAll
    static void generate() throws Exception {
        deleteAll(OUT);
        Files.createDirectories(OUT);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--sun-misc-unsafe-memory-access=allow",
                                "-jar",
                                HERE.resolve("target/openapi-generator.jar").toString(),
                                "batch",
                                "--threads",
                                "2"));
        for (String language : LANGUAGES) {
            String options = Files.readString(HERE.resolve("generate/" + language + ".yaml"));
            arguments.add(configuration(language, options));
        }
        arguments.add(configuration("go-default", "generatorName: go\n"));
        java("java").run(HERE, Map.of(), arguments.toArray(String[]::new));
    }

    private static String configuration(String name, String options) throws IOException {
        Path file = OUT.resolve(name + ".yaml");
        Files.writeString(
                file,
                options
                        + "inputSpec: %s%noutputDir: %s%n"
                                .formatted(CONTRACT, OUT.resolve(name).toString()));
        return file.toString();
    }

    private static Program java(String name) {
        return new Program(name, Path.of(System.getProperty("java.home"), "bin", name));
    }

    @Test
    void javaFor17TakesWhatALaterServerAnswers() throws Exception {
        String libraries =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(jar -> jar.matches(".*(jackson-|jakarta.annotation)[^/]*[.]jar"))
                        .reduce((a, b) -> a + File.pathSeparator + b)
                        .orElseThrow();
        Path classes = Files.createDirectories(OUT.resolve("java-classes"));
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(OUT.resolve("java/src/main/java"))) {
            files.filter(f -> f.toString().endsWith(".java")).forEach(f -> sources.add(f + ""));
        }
        sources.add(PROBES.resolve("Probe.java").toString());
        Path list = Files.write(OUT.resolve("java.files"), sources);
        java("javac")
                .run(
                        HERE,
                        Map.of(),
                        "--release=17",
                        "-nowarn",
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        libraries,
                        "@" + list);
        String path = classes + File.pathSeparator + libraries;
        java("java").run(HERE, Map.of(), "-cp", path, "Probe", LATER, GROWN);
    }

    @Test
    void typeScriptTakesWhatALaterServerAnswers() throws Exception {
        Program node = Program.of("node");
        Path compiler = HERE.resolve("../console/node_modules/typescript/bin/tsc");
        assertTrue(Files.exists(compiler), "the console's compiler is not installed: build it");
        Path client = OUT.resolve("typescript");
        Files.writeString(client.resolve("tsconfig.json"), TSCONFIG);
        node.run(client, Map.of(), compiler.toString(), "--project", ".");
        Path probe = client.resolve("js/probe.cjs");
        Files.copy(PROBES.resolve("probe.cjs"), probe);
        node.run(client, Map.of(), probe.toString(), LATER, GROWN);
    }

    @Test
    void pythonCompiles() throws Exception {
        Program python = Program.of("python3");
        python.run(OUT.resolve("python"), Map.of(), "-m", "compileall", "-q", "scrip_generated");
    }

    @Test
    void pythonTakesWhatALaterServerAnswers() throws Exception {
        Program python = Program.of("python3");
        Program.ofLibraries(python, "pydantic", "urllib3", "dateutil", "typing_extensions");
        Path client = OUT.resolve("python");
        String probe = PROBES.resolve("probe.py").toString();
        python.run(client, Map.of("PYTHONPATH", client.toString()), probe, LATER, GROWN);
    }

    @Test
    void goTakesWhatALaterServerAnswers() throws Exception {
        Program go = Program.of("go");
        Path client = OUT.resolve("go");
        Path probe = Files.createDirectories(client.resolve("probe"));
        Files.copy(PROBES.resolve("probe.go.txt"), probe.resolve("main.go"));
        go.run(client, Map.of("GOFLAGS", "-mod=mod"), "vet", ".");
        go.run(client, Map.of("GOFLAGS", "-mod=mod"), "run", "./probe", LATER, GROWN);
    }

    @Test
    void goCompilesWithDefaultOptionsToo() throws Exception {
        Program go = Program.of("go");
        Path client = OUT.resolve("go-default");
        Path validator = Files.createDirectories(client.resolve("validator"));
        Files.writeString(validator.resolve("validator.go"), VALIDATOR);
        Files.writeString(validator.resolve("go.mod"), "module gopkg.in/validator.v2\n\ngo 1.19\n");
        Path module = client.resolve("go.mod");
        Files.writeString(
                module,
                Files.readString(module) + "\nreplace gopkg.in/validator.v2 => ./validator\n");
        assertEquals("", go.run(client, Map.of("GOFLAGS", "-mod=mod"), "build", ".").strip());
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
