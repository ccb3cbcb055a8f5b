package scrip.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What may stand in a record that is a row, or the parameters of a statement.
class RecordsTest {

    private enum Color {
        RED,
        GREEN
    }

    /// Like the id of an organization.
    public record Owner(String value) {}

    /// Like the id of an order.
    public record Key(UUID value) {}

    /// Like the id of an item.
    public record Place(String folder, String file) {

        public static Place of(String text) {
            int slash = text.indexOf('/');
            return new Place(text.substring(0, slash), text.substring(slash + 1));
        }

        @Override
        public String toString() {
            return folder + "/" + file;
        }
    }

    private record Part(long units, @Nullable Integer years) {}

    private record Whole(
            UUID id,
            Instant madeAt,
            @Nullable Instant endedAt,
            List<String> texts,
            Set<Color> colors,
            Color color,
            @Nullable Color none,
            Owner organization,
            @Nullable Key order,
            Place item,
            boolean open,
            LocalDate day,
            @Nullable BigDecimal quantity,
            Part part) {}

    private record Asked(
            Instant madeAt,
            @Nullable Instant endedAt,
            List<String> texts,
            Set<Color> colors,
            Color color,
            Owner organization,
            Key order,
            Place item,
            @Nullable Integer years) {}

    @Test
    void aCollectionOfAnythingIsGivenToAStatementAsTexts() {
        UUID id = UUID.randomUUID();
        try (TestDatabase test = TestDatabase.fresh()) {
            boolean found =
                    test.database()
                            .readAll(sql ->
                                    sql.sql(
                                                    """
                                                    select cast(:id as uuid) = any (cast(:ids as uuid[]))
                                                        and cast(:id as uuid) = any (cast(:keys as uuid[]))
                                                        and 7 = any (cast(:numbers as bigint[]))
                                                        and not cast(:id as uuid) = any (cast(:none as uuid[]))
                                                    """)
                                            .param("id", id)
                                            .param("ids", List.of(UUID.randomUUID(), id))
                                            .param("keys", List.of(new Key(id)))
                                            .param("numbers", Set.of(7L, 8L))
                                            .param("none", List.of())
                                            .query(Boolean.class)
                                            .single());
            assertTrue(found);
        }
    }

    @Test
    void aRecordIsGivenToAStatementAndReadFromItsRow() {
        UUID id = UUID.randomUUID();
        Instant now = Instant.parse("2026-02-03T04:05:06.789012Z");
        Owner organization = new Owner("acme");
        Asked asked =
                new Asked(
                        now,
                        null,
                        List.of("one, two", "three"),
                        Set.of(Color.GREEN),
                        Color.RED,
                        organization,
                        new Key(id),
                        new Place("aimis", "basic"),
                        null);

        try (TestDatabase test = TestDatabase.fresh()) {
            Whole whole =
                    test.database()
                            .readAll(sql ->
                                    sql.sql(
                                                    """
                                                    select cast(:order as uuid) as id, cast(:madeAt as timestamptz) as made_at,
                                                        cast(:endedAt as timestamptz) as ended_at,
                                                        cast(:texts as text[]) as texts, cast(:colors as text[]) as colors,
                                                        :color as color, cast(null as text) as none,
                                                        :organization as organization, cast(:order as uuid) as order,
                                                        :item as item, true as open, date '2026-02-03' as day,
                                                        cast(null as numeric) as quantity, 7 as units,
                                                        cast(:years as int) as years
                                                    """)
                                            .params(Records.parameters(asked))
                                            .query(Records.of(Whole.class))
                                            .single());

            assertEquals(
                    new Whole(
                            id,
                            now,
                            null,
                            asked.texts(),
                            asked.colors(),
                            Color.RED,
                            null,
                            organization,
                            asked.order(),
                            asked.item(),
                            true,
                            LocalDate.of(2026, 2, 3),
                            null,
                            new Part(7, null)),
                    whole);
        }
    }
}
