package scrip.server.setting;

import java.util.Arrays;
import java.util.List;

/// The settings as texts: the page `docs/operating/settings.md` and a configuration file to begin
/// with.
public final class SettingsPage {

    private static final String BEGIN =
            """
            # Settings

            All settings, made from the program's own table of them (`Setting`). Each can be a variable of the environment or a line of the
            configuration file that `SCRIP_CONFIG` names; the environment comes before the file, the file before the default. `./scrip config`
            shows which value is in force and where it comes from, with secrets masked, `./scrip config --json` the same for programs, and
            `./scrip config --template` prints a file to begin with. The file has lines of `NAME = value`; `#` begins a comment. A name that
            does not exist is refused, with the nearest one that does, and whatever is wrong is told at once. Relative paths start where the
            program is started.

            Each *secret* can be kept in a file of its own: `SCRIP_MAIL_PASSWORD_FILE` names the file that has `SCRIP_MAIL_PASSWORD`, and so on.
            """;

    private static final String TEMPLATE_BEGIN =
            """
            # Settings of Scrip. What is commented out has its default.
            # The environment variable SCRIP_CONFIG names this file; variables of the same names come before it.
            """;

    private SettingsPage() {}

    /// The page.
    public static String text() {
        StringBuilder page = new StringBuilder(BEGIN);
        for (Setting.Part part : Setting.Part.values()) {
            page.append("\n## ").append(part.title()).append("\n\n");
            page.append("| setting | default | |\n|---|---|---|\n");
            for (Setting setting : of(part)) {
                page.append("| `").append(setting.name()).append("` | ");
                page.append(setting.usual().isEmpty() ? "" : "`" + setting.usual() + "` ");
                page.append("| ").append(setting.about());
                page.append(setting.isSecret() ? " (*secret*)" : "").append(" |\n");
            }
        }
        return page.toString();
    }

    /// A configuration file in which everything is commented out.
    public static String template() {
        StringBuilder file = new StringBuilder(TEMPLATE_BEGIN);
        for (Setting.Part part : Setting.Part.values()) {
            if (part == Setting.Part.START) {
                continue;
            }
            file.append("\n## ").append(part.title()).append("\n");
            for (Setting setting : of(part)) {
                file.append("\n# ").append(plain(setting.about())).append("\n");
                String name = setting.name() + (setting.isSecret() ? Setting.IN_FILE : "");
                file.append("# ").append(name).append(" = ");
                file.append(setting.isSecret() ? "" : literal(setting.usual())).append("\n");
            }
        }
        return file.toString();
    }

    private static List<Setting> of(Setting.Part part) {
        return Arrays.stream(Setting.values()).filter(setting -> setting.part() == part).toList();
    }

    /// A default that can be written as it is; empty for one that is told in words.
    private static String literal(String usual) {
        return usual.matches("[^ <]*") ? usual : "";
    }

    /// Markdown without its marks, for people here.
    public static String plain(String about) {
        return Launcher.here(about.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("`", ""));
    }
}
