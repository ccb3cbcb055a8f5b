package scrip.server.signin;

import java.util.List;

/// Describes the browser of a session in a few words, for the user's list of sessions.
final class Browsers {

    private static final List<String[]> NAMES =
            List.of(
                    new String[] {"Edg/", "Edge"},
                    new String[] {"OPR/", "Opera"},
                    new String[] {"Firefox/", "Firefox"},
                    new String[] {"Chrome/", "Chrome"},
                    new String[] {"Safari/", "Safari"},
                    new String[] {"curl/", "curl"});
    private static final List<String[]> SYSTEMS =
            List.of(
                    new String[] {"iPhone", "iPhone"},
                    new String[] {"iPad", "iPad"},
                    new String[] {"Android", "Android"},
                    new String[] {"Windows", "Windows"},
                    new String[] {"Mac OS", "macOS"},
                    new String[] {"Linux", "Linux"});

    private Browsers() {}

    static String name(String agent) {
        String name = first(NAMES, agent);
        String system = first(SYSTEMS, agent);
        String known = name.isEmpty() ? "Unknown" : name;
        return system.isEmpty() ? known : known + " on " + system;
    }

    private static String first(List<String[]> known, String agent) {
        return known.stream()
                .filter(k -> agent.contains(k[0]))
                .map(k -> k[1])
                .findFirst()
                .orElse("");
    }
}
