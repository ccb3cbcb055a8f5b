package scrip.server.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.PrivateFile;
import scrip.server.license.LicenseCommand;

/// The key that signs license files, which is not in the database but beside it. Whoever has it can
/// sign licenses, so only an encrypted archive has it.
record LicenseKeyFile(Path file) {

    /// Where an archive has files that are not of the database.
    static final String FOLDER = "beside/";

    private static final String ENTRY = FOLDER + LicenseCommand.LICENSE_KEY_FILE;

    static LicenseKeyFile of(Map<String, String> environment) {
        return new LicenseKeyFile(
                DatabaseLocation.dataFolder(environment).resolve(LicenseCommand.LICENSE_KEY_FILE));
    }

    boolean isThere() {
        return Files.exists(file);
    }

    /// The entry of an archive, if the file is there.
    Map<String, byte[]> read() throws IOException {
        return isThere() ? Map.of(ENTRY, Files.readAllBytes(file)) : Map.of();
    }

    /// Puts the file back, unless there is one.
    ///
    /// @param beside the files of an archive
    void write(Map<String, byte[]> beside, Consumer<String> tell) throws IOException {
        byte[] bytes = beside.get(ENTRY);
        if (bytes == null) {
            tell.accept(
                    "the archive has no license key: put "
                            + file
                            + " back from where it was copied, if licenses were delivered");
        } else if (!isThere()) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            PrivateFile.create(file, bytes);
        } else if (!Arrays.equals(bytes, Files.readAllBytes(file))) {
            tell.accept(
                    file
                            + " is another license key than that of the archive, and stays: move it away"
                            + " and restore again if delivered licenses are to be verified");
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
