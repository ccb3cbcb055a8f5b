package scrip.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Account;
import scrip.core.license.LicenseState;
import scrip.core.order.OrderState;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pool;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.database.TestDatabase;
import scrip.server.ledger.Audit;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Settings;

class DemoTest {

    private static final Instant NOW = Instant.parse("2026-11-22T07:14:00Z");

    private static final List<String> ORGANIZATIONS =
            List.of(
                    EastAlliance.ID,
                    RhineAlliance.ID,
                    "nanhu-tcm",
                    "waldkrankenhaus",
                    "lakeside-medical",
                    "harbor-clinic",
                    "prairie-health",
                    "jiangnan-checkup");

    @Test
    void aNewcomerSeesEveryStateAndTheAuditFindsNothing() throws Exception {
        try (TestDatabase test = TestDatabase.fresh()) {
            PublishedCatalogs catalogs = new PublishedCatalogs(test.database());
            List<String> told = new ArrayList<>();
            try (Ledger ledger =
                    Ledger.start(
                            test.database(),
                            catalogs::of,
                            InstantSource.system(),
                            Settings.standard())) {
                catalogs.publishShipped(ledger.realms().live(), NOW);
                assertTrue(ledger.awaitServing(Duration.ofSeconds(20)));
                Demo.play(ledger, test.database(), NOW, told::add);
                assertTrue(told.getLast().startsWith("played "), told.toString());
                look(ledger);
                Demo.play(ledger, test.database(), NOW, told::add);
                assertEquals("the demo is there already", told.getLast());
            }
            List<String> found = new ArrayList<>();
            assertEquals(0, new Audit(test.database()).run(found::add), found.toString());
        }
    }

    private static void look(Ledger ledger) {
        Realm realm = ledger.realms().find(Demo.REALM).orElseThrow();
        Set<LicenseState> licenses = EnumSet.noneOf(LicenseState.class);
        Set<OrderState> orders = EnumSet.noneOf(OrderState.class);
        List<Pool> pools = new ArrayList<>();
        for (String id : ORGANIZATIONS) {
            Account account = ledger.read(realm, new OrganizationId(id)).account();
            account.rights().licenses().forEach(l -> licenses.add(l.state(NOW)));
            account.trade().orders().values().forEach(o -> orders.add(o.state()));
            pools.addAll(account.stock().pools().values());
        }
        assertTrue(
                licenses.containsAll(
                        Set.of(
                                LicenseState.ACTIVE,
                                LicenseState.ARREARS,
                                LicenseState.SUSPENDED,
                                LicenseState.ENDED)),
                licenses.toString());
        assertTrue(
                orders.containsAll(
                        Set.of(
                                OrderState.DRAFT,
                                OrderState.CONFIRMED,
                                OrderState.ACTIVE,
                                OrderState.CANCELLED,
                                OrderState.EXPIRED)),
                orders.toString());
        assertTrue(pools.stream().anyMatch(Pool::suspended));
        assertTrue(pools.stream().anyMatch(p -> !p.suspended() && p.arrears() > 0));
        assertTrue(pools.stream().anyMatch(p -> p.available() > 0));
    }
}
