package scrip.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Surface;
import scrip.core.ledger.TestAccount;
import scrip.core.ledger.TestCatalog;
import scrip.core.order.LineRequest;
import scrip.core.organization.OrganizationId;

/// Which accounts are asked, and which answer is given (X1, C4).
class AccessReaderTest {

    private static final Instant MARCH = Instant.parse("2026-03-10T09:00:00Z");
    private static final OrganizationId FIRST = new OrganizationId("first");
    private static final OrganizationId UNION = new OrganizationId("union");

    private final TestAccount first = new TestAccount(TestCatalog.catalogs(), MARCH);
    private final TestAccount union = TestAccount.consortium(TestCatalog.catalogs(), MARCH);
    private final List<OrganizationId> asked = new ArrayList<>();

    @Test
    void theAccountWithTheLaterEndAnswers() {
        first.buy(TestCatalog.software(1), MARCH);
        union.buy(softwareForFirst(3), MARCH);
        Access access = access(TestCatalog.SOFTWARE, null);
        assertEquals(AccessState.ALLOWED, access.state());
        assertEquals(Instant.parse("2026-06-11T00:00:00Z"), access.until());
    }

    @Test
    void otherAccountsAreNotAskedWhenTheyCannotImproveTheAnswer() {
        first.buy(TestCatalog.cases(1_000), MARCH);
        Access access = access(TestCatalog.CASES, null);
        assertNull(access.until());
        assertEquals(List.of(FIRST), asked);
    }

    @Test
    void otherAccountsAreNotAskedForItemsBoughtOnlyForOneself() {
        assertEquals(AccessReason.NOT_LICENSED, access(TestCatalog.CASES, null).reason());
        assertEquals(List.of(FIRST), asked);
    }

    @Test
    void withinAConsortiumOnlyItsAccountIsAsked() {
        first.buy(TestCatalog.software(1), MARCH);
        assertEquals(AccessReason.NOT_LICENSED, access(TestCatalog.SOFTWARE, UNION).reason());
        assertEquals(List.of(UNION), asked);
    }

    @Test
    void aStrangerIsNotAMember() {
        Gate.Question question =
                new Gate.Question(
                        new OrganizationId("stranger"),
                        TestCatalog.SOFTWARE,
                        Surface.API,
                        UNION,
                        null);
        assertEquals(AccessReason.NOT_MEMBER, answer(question).reason());
    }

    private static LineRequest softwareForFirst(int months) {
        LineRequest own = TestCatalog.software(months);
        return new LineRequest(own.item(), FIRST, null, null, months, null, null, null, null);
    }

    private Access access(String item, @Nullable OrganizationId within) {
        return answer(new Gate.Question(FIRST, item, Surface.API, within, null));
    }

    private Access answer(Gate.Question question) {
        AccountSource source =
                new AccountSource() {

                    @Override
                    public Read read(OrganizationId id, @Nullable Instant asOf) {
                        asked.add(id);
                        return new Read((id.equals(UNION) ? union : first).at(MARCH), MARCH);
                    }

                    @Override
                    public List<OrganizationId> buyersFor(OrganizationId organization) {
                        return List.of(UNION);
                    }
                };
        return AccessReader.answer(source, question, TestCatalog.catalogs(), null).access();
    }
}
