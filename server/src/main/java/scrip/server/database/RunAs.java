package scrip.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The user as which PostgreSQL's programs run, since they refuse to run as root.
///
/// @param prefix what is put before the command
/// @param uid the owner its files must have, or -1 to leave them as they are
/// @param gid their group
record RunAs(List<String> prefix, int uid, int gid) {
    private static final int PROBE_TIMEOUT_SECONDS = 10;

    /// Chooses the current user, unless that is root. Root chooses an unprivileged user if that
    /// user can reach the folders; otherwise a user namespace, in which root is nobody but still
    /// owns its files (some containers forbid that).
    static RunAs choose(Path... folders) {
        if (ownUid() != 0) {
            return new RunAs(List.of(), -1, -1);
        }
        Optional<RunAs> user = unprivilegedUser();
        if (user.isPresent() && user.get().reachesAll(folders)) {
            return user.get();
        }
        RunAs namespace = new RunAs(List.of("unshare", "--user"), 0, 0);
        if (namespace.reachesAll(folders)) {
            return namespace;
        }
        throw user.filter(RunAs::works)
                .map(found -> unreachable(found, folders))
                .orElseGet(() ->
                        new DatabaseFault(
                                "PostgreSQL refuses to run as root, and neither setpriv nor"
                                        + " unshare works here: start as an ordinary user, or"
                                        + " set SCRIP_DATABASE_URL"));
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /// Changes the owner of files to the user. Quick if the user owns them already.
    void own(Path path) throws IOException {
        if (uid < 0 || uidOf(path) == uid) {
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        setOwner(file);
                        return FileVisitResult.CONTINUE;
                    }

                    // The folder itself comes last, so that an interrupted change of owner starts
                    // over.
                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                            throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        setOwner(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    static int ownUid() {
        try {
            // Followed: the link itself belongs to root, what it points to belongs to us.
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException _) {
            return "root".equals(System.getProperty("user.name")) ? 0 : 1;
        }
    }

    private static int uidOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private void setOwner(Path path) throws IOException {
        Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<RunAs> unprivilegedUser() {
        List<String> accounts;
        try {
            accounts = Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return Optional.empty();
        }
        for (String name : List.of("postgres", "nobody")) {
            for (String account : accounts) {
                String[] fields = account.split(":", -1);
                if (fields.length > 3 && fields[0].equals(name)) {
                    return Optional.of(setpriv(fields[2], fields[3]));
                }
            }
        }
        return Optional.empty();
    }

    private static RunAs setpriv(String uid, String gid) {
        return new RunAs(
                List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"),
                Integer.parseInt(uid),
                Integer.parseInt(gid));
    }

    private boolean works() {
        return reaches(Path.of("/"));
    }

    private boolean reachesAll(Path... folders) {
        for (Path folder : folders) {
            if (!reaches(folder)) {
                return false;
            }
        }
        return true;
    }

    private boolean reaches(Path folder) {
        List<String> probe = command(List.of("sh", "-c", "cd \"$0\"", folder.toString()));
        try {
            Process process =
                    new ProcessBuilder(probe)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(PROBE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static DatabaseFault unreachable(RunAs user, Path... folders) {
        Path blocking = folders[0];
        for (Path folder : folders) {
            for (Path above = folder;
                    above != null && !user.reaches(above);
                    above = above.getParent()) {
                blocking = above;
            }
        }
        return new DatabaseFault(
                "PostgreSQL refuses to run as root, and the user it would run as (uid "
                        + user.uid
                        + ") may not enter "
                        + blocking
                        + ": set SCRIP_DATA to a folder it can reach (for example /var/lib/scrip),"
                        + " run chmod o+x "
                        + blocking
                        + ", or start as an ordinary user");
    }
}
