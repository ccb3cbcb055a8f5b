package scrip.server.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether ports can be listened on.
public final class Ports {

    /// The port unless a setting says otherwise.
    public static final int USUAL = 8080;

    private static final String OFF = "off";
    private static final String MANAGEMENT = "SCRIP_MANAGEMENT_PORT";
    private static final List<String> NAMES =
            List.of("SCRIP_PORT", "SCRIP_METERING_PORT", MANAGEMENT);

    private Ports() {}

    /// Checks that settings name no port twice.
    ///
    /// @return the ports that they name, without those that the system chooses
    /// @throws IllegalArgumentException if they do
    public static Set<String> apart(Map<String, String> settings) {
        Map<String, String> taken = new HashMap<>();
        for (String name : NAMES) {
            String usual = name.equals(NAMES.getFirst()) ? Integer.toString(USUAL) : OFF;
            String port = settings.getOrDefault(name, usual).strip();
            if (port.equals(OFF) || port.matches("0+")) {
                continue;
            }
            String other = taken.putIfAbsent(port, name);
            if (other != null) {
                throw new IllegalArgumentException(
                        other + " and " + name + " are both " + port + ": set one to another port");
            }
        }
        return taken.keySet();
    }

    /// Why a port cannot be listened on now; empty if it can.
    ///
    /// @param name of the setting that says which port
    public static Optional<String> problem(String host, String port, String name) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port)));
            return Optional.empty();
        } catch (UnknownHostException _) {
            return Optional.of(hostWrong(host, name));
        } catch (IOException failure) {
            boolean elsewhere = String.valueOf(failure.getMessage()).contains("assign");
            return Optional.of(elsewhere ? hostWrong(host, name) : taken(port, name));
        } catch (IllegalArgumentException _) {
            return Optional.of(name + " must be a number up to 65535, not '" + port + "'");
        }
    }

    /// A port beside the main one: one of the next unless it is named. If it is not named and
    /// another program has it, there is none: an installation does not fail to start for it.
    ///
    /// @param by how far it is behind the main one
    /// @param named null if it is not; `off` for none
    /// @return null for none
    /// @throws IllegalArgumentException if one that is named cannot be listened on
    public static @Nullable Integer beside(
            String host, String mainPort, int by, String name, @Nullable String named) {
        if (named != null && named.strip().equals(OFF)) {
            return null;
        }
        if (named != null) {
            Optional<String> problem = problem(host, named.strip(), name);
            if (problem.isPresent()) {
                throw new IllegalArgumentException(problem.get());
            }
            return Integer.valueOf(named.strip());
        }
        int main = Integer.parseInt(mainPort);
        int next = main == 0 ? 0 : main + by;
        return problem(host, Integer.toString(next), name).isEmpty() ? next : null;
    }

    /// What to do about a port that another program has.
    public static String taken(String port, String name) {
        return "port "
                + port
                + " cannot be used (another program has it, or it needs rights this user has not):"
                + " set "
                + name
                + " to another one";
    }

    private static String hostWrong(String host, String portName) {
        return (portName.equals(MANAGEMENT) ? "SCRIP_MANAGEMENT_HOST" : "SCRIP_HOST")
                + " must be an address of this machine, such as 127.0.0.1 or 0.0.0.0, not '"
                + host
                + "'";
    }
}
