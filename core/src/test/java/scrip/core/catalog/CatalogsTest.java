package scrip.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every look-up in random catalogs, compared with a search of all of them.
class CatalogsTest {

    private static final int WORLDS = 200;
    private static final int DAYS = 6;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Scope> SCOPES = List.of(Scope.values());
    private static final List<String> PRODUCTS = List.of("a", "a-b", "b");
    private static final List<String> NAMES = List.of("film", "report", "view", "a");

    @Test
    void everyLookUpFindsWhatASearchOfAllVersionsFinds() {
        for (long seed = 0; seed < WORLDS; seed++) {
            Random dice = new Random(seed);
            Catalogs catalogs = new Catalogs(versions(dice));
            String where = "seed " + seed;
            checkNames(catalogs, where);
            for (int day = -1; day <= DAYS; day++) {
                check(catalogs, FIRST.plus(Duration.ofDays(day)), where + " day " + day);
                Instant before = FIRST.plus(Duration.ofDays(day)).minusNanos(1_000);
                check(catalogs, before, where + " before day " + day);
            }
        }
    }

    private static void check(Catalogs catalogs, Instant at, String where) {
        for (String product : PRODUCTS) {
            assertEquals(inForce(catalogs, product, at), catalogs.inForce(product, at), where);
            for (String name : NAMES) {
                ItemId id = new ItemId(product, name);
                Optional<Item> item =
                        inForce(catalogs, product, at).flatMap(catalog -> catalog.item(id));
                assertEquals(item, catalogs.item(id, at), where);
                assertEquals(
                        lastSelling(catalogs, id, at).flatMap(c -> c.item(id)),
                        catalogs.lastSold(id, at),
                        where);
                assertEquals(lastSelling(catalogs, id, at), catalogs.lastSelling(id, at), where);
            }
        }
        for (String asked : questions()) {
            assertEquals(
                    selling(catalogs, asked, at),
                    catalogs.selling(asked, at).stream().map(Item::id).toList(),
                    where + " " + asked);
        }
        assertEquals(
                catalogs.versions().stream()
                        .map(Catalog::effectiveFrom)
                        .filter(from -> from.isAfter(at))
                        .min(Instant::compareTo)
                        .orElse(null),
                catalogs.nextEffective(at),
                where);
    }

    private static void checkNames(Catalogs catalogs, String where) {
        for (String asked : questions()) {
            Set<ItemId> ids = new LinkedHashSet<>();
            boolean forMembers = false;
            for (Catalog catalog : catalogs.versions()) {
                for (Item item : catalog.items()) {
                    boolean answers = item.id().equals(ItemId.of(asked)) || item.gives(asked);
                    assertEquals(answers, item.answersTo(asked), where + " " + asked);
                    if (answers) {
                        ids.add(item.id());
                        forMembers |= item.scope().includesMembers();
                    }
                }
            }
            assertEquals(List.copyOf(ids), catalogs.answeringTo(asked), where);
            assertEquals(List.copyOf(new TreeSet<>(ids)), catalogs.sortedAnsweringTo(asked), where);
            assertEquals(forMembers, catalogs.isSoldForMembers(asked), where);
            for (String product : PRODUCTS) {
                boolean has =
                        catalogs.versions().stream()
                                .filter(c -> c.product().equals(product))
                                .anyMatch(c -> c.feature(asked).isPresent());
                assertEquals(has, catalogs.hasFeature(product, asked), where);
            }
        }
        for (Catalog catalog : catalogs.versions()) {
            for (Item item : catalog.items()) {
                assertEquals(item, catalogs.sold(item.id(), catalog.version()), where);
                assertEquals(
                        catalogs.lastSold(item.id(), Instant.MAX).orElseThrow(),
                        catalogs.sold(item.id(), "replaced"),
                        where);
            }
        }
    }

    private static Optional<Catalog> inForce(Catalogs catalogs, String product, Instant at) {
        return effective(catalogs, at)
                .filter(c -> c.product().equals(product))
                .reduce((first, second) -> second);
    }

    private static Optional<Catalog> lastSelling(Catalogs catalogs, ItemId id, Instant at) {
        return effective(catalogs, at)
                .filter(c -> c.item(id).isPresent())
                .reduce((first, second) -> second);
    }

    /// First those in force, then those that are in force no more as they were sold last.
    private static List<ItemId> selling(Catalogs catalogs, String asked, Instant at) {
        List<Item> now = catalogs.items(at).toList();
        Map<ItemId, Item> ever = new LinkedHashMap<>();
        effective(catalogs, at).flatMap(c -> c.items().stream()).forEach(i -> ever.put(i.id(), i));
        now.forEach(i -> ever.remove(i.id()));
        return Stream.concat(now.stream(), ever.values().stream())
                .filter(i -> i.answersTo(asked))
                .map(Item::id)
                .toList();
    }

    private static Stream<Catalog> effective(Catalogs catalogs, Instant at) {
        return catalogs.versions().stream().filter(c -> !c.effectiveFrom().isAfter(at));
    }

    private static List<String> questions() {
        List<String> questions = new ArrayList<>(NAMES);
        for (String product : PRODUCTS) {
            NAMES.forEach(name -> questions.add(product + "/" + name));
        }
        questions.addAll(List.of("", "/", "/film", "a/", "a/film/", "unknown", "a/unknown"));
        return questions;
    }

    private static List<Catalog> versions(Random dice) {
        List<Catalog> versions = new ArrayList<>();
        for (String product : PRODUCTS) {
            int count = dice.nextInt(4);
            for (int version = 0; version < count; version++) {
                versions.add(catalog(product, version, dice));
            }
        }
        return versions;
    }

    private static Catalog catalog(String product, int version, Random dice) {
        List<Item> items = new ArrayList<>();
        List<Feature> features = new ArrayList<>();
        for (String name : NAMES) {
            if (dice.nextBoolean()) {
                items.add(item(new ItemId(product, name), dice));
                features.add(new Feature(name, text(name), new TreeSet<>()));
            }
        }
        return new Catalog(
                product,
                "version " + version,
                FIRST.plus(Duration.ofDays(dice.nextInt(DAYS))),
                text(product),
                Currency.getInstance("USD"),
                false,
                Approval.AUTOMATIC,
                "terms",
                text("terms"),
                Duration.ofDays(3),
                null,
                features,
                items);
    }

    private static Item item(ItemId id, Random dice) {
        Scope scope = SCOPES.get(dice.nextInt(SCOPES.size()));
        Item.Listing listing =
                TestItem.listing(id, scope, new Price.PerMonth(new BigDecimal("10.00")));
        List<String> includes = dice.nextBoolean() ? List.of("view", "part") : List.of();
        return dice.nextInt(3) == 0
                ? TestItem.metered(id, new Price.PerUnit(BigDecimal.TEN))
                : new Item.Subscription(listing, includes, List.of(), false);
    }

    private static Text text(String word) {
        return new Text(word, word);
    }
}
