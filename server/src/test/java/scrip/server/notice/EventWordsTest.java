package scrip.server.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scrip.core.ledger.Fact;
import scrip.core.ledger.NoticeCode;

/// The console describes the events of an account in words, in both languages.
final class EventWordsTest {

    /// Facts for internal bookkeeping, and notices, which have words by their code.
    private static final Set<Class<? extends Fact>> NOT_SHOWN =
            Set.of(
                    Fact.LicenseReminded.class,
                    Fact.ServiceReminded.class,
                    Fact.PackReminded.class,
                    Fact.LevelWarned.class,
                    Fact.ArrearsHalfway.class,
                    Fact.UseRepeated.class,
                    Fact.Noticed.class);

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyNoticeAndEveryFactHasWords(String language) throws IOException {
        String words = Files.readString(Path.of("../console/src/i18n/" + language + "/notices.ts"));
        List<String> wordless =
                Stream.concat(
                                Arrays.stream(NoticeCode.values()).map(NoticeCode::name),
                                facts(Fact.class)
                                        .filter(f -> !NOT_SHOWN.contains(f))
                                        .map(EventWordsTest::name))
                        .filter(name ->
                                !Pattern.compile("\\b" + name + ": '").matcher(words).find())
                        .toList();
        assertEquals(List.of(), wordless);
    }

    /// What the API calls a type of facts: `ORDER_PLACED`.
    private static String name(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    private static Stream<Class<?>> facts(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(EventWordsTest::facts)
                : Stream.of(kind);
    }
}
