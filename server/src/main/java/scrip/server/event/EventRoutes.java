package scrip.server.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import scrip.server.http.Call;
import scrip.server.http.Element;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;
import scrip.server.use.UseBatch;
import tools.jackson.databind.JsonNode;

/// The operation that takes CloudEvents.
final class EventRoutes implements Routes {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String VERSION_HEADER = "ce-specversion";

    private final Events events;
    private final UseBatch uses;

    EventRoutes(Events events, UseBatch uses) {
        this.events = events;
        this.uses = uses;
    }

    private Route take() {
        return Route.post("/v1/events", Permission.USES_WRITE, this::take)
                .unrecorded()
                .meteredEach();
    }

    @Override
    public List<Route> metered() {
        return List.of(take());
    }

    @Override
    public List<Route> all() {
        return List.of(take());
    }

    private Reply take(Call call) {
        if (type(call).equals(BATCH)) {
            List<Element> elements = call.elementsOf(BATCH);
            book(call, elements);
            return Element.answers(elements);
        }
        Element element = Element.of(sent(call), call);
        book(call, List.of(element));
        return element.alone();
    }

    private static JsonNode sent(Call call) {
        if (!type(call).equals(STRUCTURED) && call.header(VERSION_HEADER) != null) {
            return BinaryEvent.read(call);
        }
        return call.document(STRUCTURED);
    }

    private static String type(Call call) {
        @Nullable String type = call.header("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private void book(Call call, List<Element> elements) {
        List<Element> mapped = new ArrayList<>(elements.size());
        for (Element element : elements) {
            element.attempt(() -> {
                element.means(events.use(call, element.sent()));
                mapped.add(element);
            });
        }
        uses.bookEach(call, mapped);
    }
}
