package scrip.server.setting;

/// How people call the program: `./scrip` in a working copy, `scrip` where it is installed, as the
/// launcher says.
public final class Launcher {

    /// The property by which a launcher says it.
    public static final String PROPERTY = "scrip.name";

    private static final String OF_A_WORKING_COPY = "./scrip";

    private Launcher() {}

    /// The name of the program.
    public static String name() {
        return System.getProperty(PROPERTY, OF_A_WORKING_COPY);
    }

    /// A command line, for people to type.
    ///
    /// @param words behind the name of the program
    public static String line(String words) {
        return name() + " " + words;
    }

    /// A text as people here have to read it.
    ///
    /// @param text that calls the program as in a working copy
    static String here(String text) {
        return text.replace(OF_A_WORKING_COPY, name());
    }
}
