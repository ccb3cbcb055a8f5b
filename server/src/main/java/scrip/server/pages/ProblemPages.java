package scrip.server.pages;

import java.util.List;
import org.springframework.web.util.HtmlUtils;
import scrip.server.http.ProblemText;

/// Writes what each code of a problem means: a page each, and one of all:
/// `docs/reference/problems.md`.
final class ProblemPages {

    private ProblemPages() {}

    /// The page that the `type` of a problem names.
    static String one(ProblemText text) {
        return page(
                text.code(),
                """
                <h1>%s</h1>
                <p class="lead">%s</p>
                <p><code>%s</code>, status %d</p>
                <h2>What it means</h2>
                <p>%s</p>
                <h2>What to do</h2>
                <p>%s</p>
                <footer><a href="/docs/reference/problems">All problems</a> · <a href="/docs">Documentation</a></footer>
                """
                        .formatted(
                                text.code(),
                                escaped(text.title()),
                                text.code(),
                                text.status(),
                                escaped(text.meaning()),
                                escaped(text.remedy())));
    }

    /// The page `docs/reference/problems.md`.
    static String markdown(List<ProblemText> texts) {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Problems

                        Every answer that is not a success has a `code`, and a `type` that is the address of a page of the server with what is here: `/docs/problems/KEY_REUSED`, for example.
                        Generated from `server/src/main/resources/scrip/server/http/problems.txt`; a test checks that it is up to date and has every code.

                        | status | code | problem | what it means | what to do |
                        |---|---|---|---|---|
                        """);
        for (ProblemText text : texts) {
            page.append("| ")
                    .append(text.status())
                    .append(" | `")
                    .append(text.code())
                    .append("` | ")
                    .append(text.title())
                    .append(" | ")
                    .append(text.meaning())
                    .append(" | ")
                    .append(text.remedy())
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String page(String title, String main) {
        return """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Scrip · %s</title>
          <link rel="stylesheet" href="/docs/site.css">
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
                .formatted(title, main);
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
