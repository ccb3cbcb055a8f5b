package scrip.proof.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The bill of materials that a build makes names every library of the program that it is in. In a
/// build of everything the program is packaged before this runs.
class BillOfMaterialsTest {

    private static final Path BUILT = Path.of("../server/target");
    private static final String BILL = "META-INF/sbom/application.cdx.json";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    @Test
    void everyLibraryOfTheProgramIsInItsBill() throws IOException {
        Path program = program();
        Assumptions.assumeTrue(program != null, "nothing was packaged");
        try (JarFile jar = new JarFile(program.toFile())) {
            JarEntry entry =
                    jar.stream().filter(e -> e.getName().endsWith(BILL)).findFirst().orElseThrow();
            String bill;
            try (InputStream in = jar.getInputStream(entry)) {
                bill = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            assertTrue(bill.contains("\"bomFormat\" : \"CycloneDX\""), bill.substring(0, 200));
            List<String> missing =
                    jar.stream()
                            .map(JarEntry::getName)
                            .filter(n -> n.startsWith(LIBRARIES) && n.endsWith(".jar"))
                            .map(n -> n.substring(LIBRARIES.length(), n.length() - 4))
                            // What Spring Boot puts in to start a packed program.
                            .filter(n -> !n.startsWith("spring-boot-jarmode"))
                            .filter(n -> !names(bill, n))
                            .toList();
            assertEquals(List.of(), missing);
        }
    }

    private static @Nullable Path program() throws IOException {
        if (!Files.isDirectory(BUILT)) {
            return null;
        }
        try (Stream<Path> files = Files.list(BUILT)) {
            return files.filter(f -> f.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElse(null);
        }
    }

    /// Whether the bill has a component `…/name@version?type=jar`.
    private static boolean names(String bill, String library) {
        for (int dash = library.indexOf('-'); dash > 0; dash = library.indexOf('-', dash + 1)) {
            String name = library.substring(0, dash);
            if (bill.contains("/" + name + "@" + library.substring(dash + 1) + "?type=jar")) {
                return true;
            }
        }
        return false;
    }
}
