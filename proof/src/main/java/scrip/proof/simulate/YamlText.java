package scrip.proof.simulate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Writes a history as a scenario file.
final class YamlText {

    private YamlText() {}

    static String of(String title, Simulation.Failure failure) {
        StringBuilder text = new StringBuilder("title: " + title + "\n");
        failure.setting()
                .header()
                .forEach((name, value) -> text.append(name + ": " + flow(value) + "\n"));
        LaterVersions change = failure.setting().change();
        if (change != null) {
            text.append(
                    "# It takes a second version of the catalogs, written to files and named\n");
            text.append("# under `catalogs`: " + change + "\n");
        }
        text.append("steps:\n");
        Instant last = null;
        for (Step step : failure.steps()) {
            last = step(text, step, last);
        }
        Step look = failure.fault().look();
        if (look != null) {
            step(text, look, last);
        }
        return text.append("  # " + failure.fault().difference() + "\n").toString();
    }

    private static Instant step(StringBuilder text, Step step, @Nullable Instant last) {
        boolean same = step.at().equals(last);
        if (!same) {
            text.append("  - at: " + step.at() + "\n");
        }
        if (!step.verb().equals(Step.TICK)) {
            text.append(same ? "  - " : "    ");
            text.append(step.verb() + ": " + flow(step.fields()) + "\n");
        }
        return step.at();
    }

    static String flow(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                StringJoiner all = new StringJoiner(", ", "{ ", " }");
                map.forEach((name, inner) -> all.add(name + ": " + flow(inner)));
                yield map.isEmpty() ? "{}" : all.toString();
            }
            case List<?> list -> {
                StringJoiner all = new StringJoiner(", ", "[", "]");
                list.forEach(inner -> all.add(flow(inner)));
                yield all.toString();
            }
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case BigDecimal amount -> '"' + amount.toPlainString() + '"';
            default -> value.toString();
        };
    }
}
