package scrip.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Where an archive is kept.
interface ArchivePlace {

    /// The bytes of an archive that is being made. Closed without being kept it leaves nothing
    /// under the archive's name.
    abstract class Draft extends OutputStream {

        /// Makes an archive of what was written, so that it survives a crash, and closes it.
        abstract void keep() throws IOException;
    }

    /// Begins an archive.
    ///
    /// @throws ArchiveFault if there is one under that name, or none can be made there
    Draft draft() throws IOException;

    /// Reads the archive from its begin.
    ///
    /// @throws ArchiveFault if there is none
    InputStream open() throws IOException;

    /// How people name it.
    @Override
    String toString();
}
