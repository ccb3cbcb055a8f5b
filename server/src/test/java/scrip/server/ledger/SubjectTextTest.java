package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Subject;
import scrip.core.license.LicenseId;
import scrip.core.order.LineId;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.OrderId;
import scrip.core.order.PaymentId;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PackId;
import scrip.core.pack.PoolKey;

/// A subject is read as it was written.
public class SubjectTextTest {

    private static final UUID ID = UUID.fromString("0199aa00-0000-7000-8000-0000abcd1234");
    private static final ItemId ITEM = ItemId.of("aimis/basic");
    private static final OrganizationId HOSPITAL = new OrganizationId("first-hospital");

    /// One subject of each kind, and pools with and without a storage term.
    public static final List<Subject> ALL =
            List.of(
                    new Subject.OfOrder(new OrderId(ID)),
                    new Subject.OfLine(new LineId(ID), ITEM),
                    new Subject.OfLicense(new LicenseId(ID), ITEM, HOSPITAL),
                    new Subject.OfService(new LineId(ID), ITEM, HOSPITAL),
                    new Subject.OfPool(new PoolKey(ItemId.of("aimis/cloud-inspection"), 15)),
                    new Subject.OfPool(new PoolKey(ItemId.of("aimis/mimi-ai-report"), 0)),
                    new Subject.OfPack(
                            new PackId(ID), new PoolKey(ItemId.of("aimis/cloud-inspection"), 5)),
                    new Subject.OfUse("key/1:2", ItemId.of("aimis/cloud-inspection")),
                    new Subject.OfPayment(new PaymentId(ID)),
                    new Subject.OfMoney(Currency.getInstance("USD")),
                    new Subject.OfReturn(new MoneyReturnId(ID)),
                    new Subject.OfSalesRequest(new SalesRequestId(ID), ITEM),
                    new Subject.OfAgreement("aimis", "No. 7 of 2026"),
                    new Subject.OfOrganization(HOSPITAL));

    @Test
    void everyKindIsReadAsItWasWritten() {
        Set<String> texts = new HashSet<>();
        for (Subject subject : ALL) {
            String text = SubjectText.of(subject);
            assertEquals(subject, SubjectText.read(text), text);
            assertTrue(texts.add(text), text);
        }
    }

    @Test
    void everyKindIsCovered() {
        assertEquals(
                Set.copyOf(LedgerJson.alternatives(Subject.class)),
                ALL.stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void aTextThatIsNoSubjectIsAnError() {
        for (String wrong : List.of("", "15", ID.toString(), "orders:" + ID)) {
            assertThrows(IllegalArgumentException.class, () -> SubjectText.read(wrong), wrong);
        }
    }
}
