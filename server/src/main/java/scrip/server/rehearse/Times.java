package scrip.server.rehearse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import scrip.server.yaml.YamlValue;

/// How a file says when something happens.
///
/// @param instantOrDate a value that may be either
/// @param months how long what is bought lasts
/// @param inOrder whether each step is no earlier than the one above
public record Times(
        Function<YamlValue, Optional<Instant>> instant,
        Function<YamlValue, Optional<LocalDate>> date,
        Function<YamlValue, ? extends Optional<?>> instantOrDate,
        Function<YamlValue, Optional<Long>> months,
        boolean inOrder) {

    /// As scenarios do: in full.
    public static final Times ABSOLUTE =
            new Times(
                    YamlValue::instant,
                    YamlValue::date,
                    value ->
                            value.written().filter(text -> text.contains(":")).isPresent()
                                    ? value.instant()
                                    : value.date(),
                    value -> value.whole(Long.MIN_VALUE, Long.MAX_VALUE),
                    true);
}
