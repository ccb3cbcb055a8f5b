package scrip.server.rehearse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import scrip.server.yaml.YamlValue;

/// How a file says when something happens.
///
/// @param inOrder whether each step is no earlier than the one above
public record Times(
        Function<YamlValue, Optional<Instant>> instant,
        Function<YamlValue, Optional<LocalDate>> date,
        boolean inOrder) {

    /// As scenarios do: in full.
    static final Times ABSOLUTE = new Times(YamlValue::instant, YamlValue::date, true);
}
