package scrip.core.ledger;

import java.time.Instant;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.pack.Pack;
import scrip.core.pack.PackId;
import scrip.core.pack.PackPhase;
import scrip.core.pack.PoolKey;
import scrip.core.time.Period;

/// Packs that the vendor gives away.
final class Grants {

    private Grants() {}

    static Answer.Granted grant(Case given, Command.GrantPack ask) {
        Item item = Uses.metered(given, ItemId.of(ask.resource()));
        Uses.checkQuantity(ask.quantity());
        String version =
                given.catalogs()
                        .lastSelling(item.id(), given.now())
                        .map(Catalog::version)
                        .orElseThrow();
        PoolKey key = Uses.poolKey(given.account(), item, ask.storageYears());
        if (key == null) {
            throw Uses.termMissing();
        }
        var zone = given.account().zone();
        Instant from = ask.from() == null ? given.now() : ask.from();
        Instant until =
                ask.until() == null
                        ? Period.until(Period.anchor(from, zone), Activation.YEAR_MONTHS, zone)
                        : ask.until();
        if (!until.isAfter(from) || !until.isAfter(given.now())) {
            throw RefusedException.of(
                    Code.TERM_NOT_OFFERED, "a pack ends after its start and after now");
        }
        if (Period.endsTooLate(until, zone)) {
            throw RefusedException.of(
                    Code.TERM_NOT_OFFERED,
                    "a pack ends in the year " + Period.YEAR_MAX + " or before");
        }
        PackId id = new PackId(given.id(0));
        Pack pack =
                Pack.granted(
                        given.nextSeq(), id, version, from, until, ask.quantity(), given.now());
        given.add(new Fact.PackIssued(key, pack));
        if (pack.phase() == PackPhase.OPEN) {
            Pools.topUp(given.draft(), key, given.now());
        }
        return new Answer.Granted(id);
    }
}
