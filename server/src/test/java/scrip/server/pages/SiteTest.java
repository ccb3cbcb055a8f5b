package scrip.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.TestServer;

/// The documentation that the program serves.
class SiteTest {

    private static final String ROOT = "/docs";

    /// Written for the viewer of the contract, whose anchors its script makes.
    private static final Set<String> BY_SCRIPT = Set.of("/docs/contract", "/openapi.yaml");

    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
    private static final Pattern LISTED = Pattern.compile("(?m)^- \\[.+?]\\((.+?)\\)");

    private final Caller caller = TestServer.live();

    @Test
    void everyPageThatTheContentsListIsServedAndEveryLinkLeadsSomewhere() throws Exception {
        Map<String, Set<String>> anchors = new HashMap<>();
        Map<String, List<String>> links = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(ROOT));
        while (!open.isEmpty()) {
            String path = open.pop();
            if (anchors.containsKey(path)) {
                continue;
            }
            String html = caller.get(path).is(200).text();
            anchors.put(path, all(ID, html));
            links.put(path, new ArrayList<>(all(LINK, html)));
            for (String link : links.get(path)) {
                if (link.startsWith("/")) {
                    open.push(before(link));
                }
            }
        }
        List<String> broken = new ArrayList<>();
        links.forEach((page, its) ->
                its.stream()
                        .filter(link -> link.contains("#") && !link.contains("://"))
                        .filter(link -> !leads(anchors, page, link))
                        .forEach(link -> broken.add(page + " links " + link)));
        assertEquals(List.of(), broken);

        Set<String> listed = all(LISTED, Files.readString(Path.of("../docs/index.md")));
        assertTrue(listed.size() > 20, listed.toString());
        for (String page : listed) {
            String served = page.replaceAll("^\\.\\./|\\.md$", "").toLowerCase(Locale.ROOT);
            assertTrue(anchors.containsKey(ROOT + "/" + served), page + " is not linked");
        }
    }

    @Test
    void aPageThatIsNotThereIsNotFound() {
        caller.get("/docs/nothing").is(404);
        caller.get("/docs/reference/").is(404);
        caller.get("/docs/../index").is(404);
    }

    @Test
    void theSearchHasEveryHeading() {
        String index = caller.get("/docs/search.json").is(200).text();
        assertTrue(
                index.contains("\"url\":\"/docs/operating/start#the-metering-port\""),
                index.substring(0, 99));
        assertTrue(caller.get("/docs/search.js").is(200).text().contains("/docs/search.json"));
    }

    private static boolean leads(Map<String, Set<String>> anchors, String page, String link) {
        String target = link.startsWith("#") ? page : before(link);
        String anchor = link.substring(link.indexOf('#') + 1);
        return BY_SCRIPT.contains(target)
                || anchors.getOrDefault(target, Set.of())
                        .contains(URLDecoder.decode(anchor, StandardCharsets.UTF_8));
    }

    private static String before(String link) {
        return link.contains("#") ? link.substring(0, link.indexOf('#')) : link;
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
