package scrip.server.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import scrip.core.text.Unicode;

/// Builds the tree of one text from the engine's events. Events rather than the engine's composed
/// nodes: the engine composes recursively and would overflow the stack on deep nesting, and it does
/// not limit how much aliases multiply.
final class YamlTreeBuilder {

    /// The maximum depth of nesting.
    static final int DEPTH_MAX = 32;

    /// The maximum number of values in a file; those behind an alias count each time it is used.
    static final int VALUES_MAX = 50_000;

    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(YamlReader.BYTES_MAX).build();

    private final Faults faults;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, Built> anchors = new HashMap<>();
    private int documents;
    private @Nullable Built root;

    YamlTreeBuilder(Faults faults) {
        this.faults = faults;
    }

    /// A finished value and the number of values in it, including itself.
    private record Built(YamlTree tree, long values, int depth) {}

    /// Thrown to end the reading of a file that breaks a limit; its fault has been added.
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stop() {
            super(null, null, false, false);
        }
    }

    /// A sequence or mapping whose end has not been read.
    private static final class Open {
        final Position place;
        final boolean mapping;
        final @Nullable Anchor anchor;
        final List<YamlTree> elements = new ArrayList<>();
        final Map<String, YamlTree.Field> fields = new LinkedHashMap<>();
        @Nullable YamlTree key;
        long values = 1;
        int depth = 1;

        Open(Position place, boolean mapping, @Nullable Anchor anchor) {
            this.place = place;
            this.mapping = mapping;
            this.anchor = anchor;
        }
    }

    Optional<YamlTree> build(String text) {
        try {
            for (Event event : new Parse(SETTINGS).parseString(text)) {
                take(event);
            }
        } catch (Stop _) {
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            faults.add(
                    e.getProblemMark()
                            .or(e::getContextMark)
                            .map(Position::of)
                            .orElse(Position.START),
                    "this is not YAML: " + e.getProblem() + context(e));
            return Optional.empty();
        } catch (ReaderException e) {
            faults.add(
                    YamlReader.end(text.substring(0, Math.max(0, text.indexOf(e.getCodePoint())))),
                    "the character U+%04X may not stand in a YAML file: remove it"
                            .formatted(e.getCodePoint()));
            return Optional.empty();
        } catch (YamlEngineException e) {
            faults.add(Position.START, "this is not YAML: " + e.getMessage());
            return Optional.empty();
        }
        if (root == null) {
            faults.add(Position.START, "the file is empty");
            return Optional.empty();
        }
        return Optional.of(root.tree());
    }

    private static String context(MarkedYamlEngineException e) {
        if (e.getContext() == null || e.getContext().isEmpty()) {
            return "";
        }
        return " (%s%s)"
                .formatted(
                        e.getContext(),
                        e.getContextMark()
                                .map(m -> " that begins in line " + (m.getLine() + 1))
                                .orElse(""));
    }

    private void take(Event event) {
        Position place = event.getStartMark().map(Position::of).orElse(Position.START);
        switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event, place);
            case Alias -> alias((AliasEvent) event, place);
            case SequenceStart -> start((CollectionStartEvent) event, place, false);
            case MappingStart -> start((CollectionStartEvent) event, place, true);
            case SequenceEnd, MappingEnd -> end();
            case DocumentStart -> {
                documents++;
                if (documents > 1) {
                    stop(place, "a second document begins here: put it in a file of its own");
                }
            }
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        }
    }

    private void scalar(ScalarEvent event, Position place) {
        event.getTag().ifPresent(tag -> refuseTag(tag, place));
        if (event.getValue().codePoints().anyMatch(YamlTreeBuilder::unwanted)) {
            faults.add(
                    place,
                    "this holds a control character, half a character, or one that turns the"
                            + " direction of reading: remove it");
        }
        YamlTree.ScalarType type =
                event.isPlain() ? type(event.getValue()) : YamlTree.ScalarType.TEXT;
        Built built = new Built(new YamlTree.Scalar(place, event.getValue(), type), 1, 1);
        anchor(event).ifPresent(a -> anchors.put(a, built));
        put(built, place);
    }

    /// Characters that an escape such as `\0` can produce but no database or screen accepts.
    private static boolean unwanted(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t')
                || Character.getType(c) == Character.SURROGATE
                || Unicode.turns(c);
    }

    private static YamlTree.ScalarType type(String text) {
        Tag tag = RESOLVER.resolve(text, true);
        if (tag.equals(Tag.INT)) {
            return YamlTree.ScalarType.INTEGER;
        }
        if (tag.equals(Tag.FLOAT)) {
            return YamlTree.ScalarType.FRACTION;
        }
        if (tag.equals(Tag.BOOL)) {
            return YamlTree.ScalarType.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? YamlTree.ScalarType.EMPTY : YamlTree.ScalarType.TEXT;
    }

    private void alias(AliasEvent event, Position place) {
        Built meant = anchors.get(event.getAlias());
        if (meant == null) {
            throw stop(
                    place,
                    "`*"
                            + event.getAlias()
                            + "` refers to nothing that ends before it: define it with `&"
                            + event.getAlias()
                            + "`, or put a text that begins with * in quotes");
        }
        put(meant, place);
    }

    private void start(CollectionStartEvent event, Position place, boolean mapping) {
        event.getTag().ifPresent(tag -> refuseTag(tag, place));
        if (open.size() >= DEPTH_MAX) {
            stop(place, "this is nested more than " + DEPTH_MAX + " levels deep");
        }
        open.push(new Open(place, mapping, anchor(event).orElse(null)));
    }

    private void end() {
        Open done = open.pop();
        YamlTree tree =
                done.mapping
                        ? new YamlTree.Mapping(done.place, List.copyOf(done.fields.values()))
                        : new YamlTree.Sequence(done.place, List.copyOf(done.elements));
        Built built = new Built(tree, done.values, done.depth);
        if (done.anchor != null) {
            anchors.put(done.anchor, built);
        }
        put(built, done.place);
    }

    private void put(Built built, Position place) {
        if (open.isEmpty()) {
            root = built;
            return;
        }
        Open into = open.getFirst();
        into.values += built.values();
        into.depth = Math.max(into.depth, built.depth() + 1);
        if (open.stream().mapToLong(o -> o.values).sum() > VALUES_MAX) {
            stop(place, "the file holds more than " + VALUES_MAX + " values, aliases included");
        }
        if (open.size() + built.depth() > DEPTH_MAX) {
            stop(place, "this is nested more than " + DEPTH_MAX + " levels deep");
        }
        if (!into.mapping) {
            into.elements.add(built.tree());
        } else if (into.key == null) {
            into.key = built.tree();
        } else {
            field(into, into.key, built.tree());
            into.key = null;
        }
    }

    private void field(Open into, YamlTree key, YamlTree value) {
        if (!(key instanceof YamlTree.Scalar name)) {
            faults.add(key.place(), "a field name must be a plain text");
            return;
        }
        YamlTree.Field first = into.fields.get(name.text());
        if (first == null) {
            into.fields.put(name.text(), new YamlTree.Field(key.place(), name.text(), value));
        } else {
            faults.add(
                    key.place(),
                    "`%s` occurs twice, first in line %d: keep one"
                            .formatted(name.text(), first.place().line()));
        }
    }

    private void refuseTag(String tag, Position place) {
        faults.add(place, "the tag `" + tag + "` has no meaning here: remove it");
    }

    private static Optional<Anchor> anchor(NodeEvent event) {
        return event.getAnchor();
    }

    private Stop stop(Position place, String message) {
        faults.add(place, message);
        throw new Stop();
    }
}
