package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scrip.core.ledger.Account;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.ledger.Fact;
import scrip.core.organization.OrganizationId;
import tools.jackson.core.JacksonException;

/// What is stored can be read again, by this version and by later ones.
class LedgerJsonTest {

    static Stream<Class<?>> facts() {
        return LedgerJson.alternatives(Fact.class).stream();
    }

    static Stream<Class<?>> commands() {
        return LedgerJson.alternatives(Command.class).stream();
    }

    static Stream<Class<?>> answers() {
        return LedgerJson.alternatives(Answer.class).stream();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void everyFactIsReadAsItWasWritten(Class<?> type) {
        roundTrip(type, LedgerJson::fact);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsReadAsItWasWritten(Class<?> type) {
        roundTrip(type, LedgerJson::command);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerIsReadAsItWasWritten(Class<?> type) {
        roundTrip(type, LedgerJson::answer);
    }

    @Test
    void anAccountIsReadAsItWasWritten() {
        roundTrip(Account.class, LedgerJson::account);
    }

    @Test
    void aSnapshotIsReadAsItWasWritten() {
        for (boolean full : List.of(true, false)) {
            Account account = (Account) new Samples(full).of(Account.class);
            byte[] stored = SnapshotForm.of(account);
            assertEquals(account, SnapshotForm.account(stored));
            int plain = LedgerJson.write(account).length();
            assertTrue(stored.length < plain / 2, stored.length + " bytes of " + plain);
        }
    }

    @Test
    void aSnapshotThatIsNoneIsTold() {
        byte[] stored = SnapshotForm.of((Account) new Samples(true).of(Account.class));
        byte[] cut = Arrays.copyOf(stored, stored.length - 10);
        byte[] other = stored.clone();
        other[stored.length / 2]++;
        byte[] another = SnapshotForm.packed("{\"other\": 1}");
        for (byte[] body : List.of(cut, other, another, new byte[0])) {
            assertThrows(IllegalArgumentException.class, () -> SnapshotForm.account(body));
        }
    }

    private static void roundTrip(Class<?> type, Function<String, ?> read) {
        for (boolean full : List.of(true, false)) {
            Object value = new Samples(full).of(type);
            String json = LedgerJson.write(value);
            assertFalse(json.contains("null"), json);
            assertEquals(value, read.apply(json), json);
            assertEquals(json, LedgerJson.write(read.apply(json)));
        }
    }

    @Test
    void theNamesOfTypesNeverChange() {
        List<String> names =
                Stream.of(facts(), commands(), answers())
                        .flatMap(s -> s)
                        .map(Class::getSimpleName)
                        .sorted()
                        .toList();
        assertTrue(names.containsAll(STORED), () -> "gone: " + without(names));
        assertEquals(names.size(), names.stream().distinct().count(), "two of one name");
    }

    private static List<String> without(List<String> names) {
        return STORED.stream().filter(n -> !names.contains(n)).toList();
    }

    /// Type names that have been stored: a record of this name has to exist forever.
    private static final List<String> STORED =
            List.of(
                    "AccountOpened",
                    "MemberAdded",
                    "ConsortiumJoined",
                    "AgreementSigned",
                    "OrderPlaced",
                    "OrderPaid",
                    "OrderActivated",
                    "PaymentReceived",
                    "LicenseGranted",
                    "PackIssued",
                    "UseBooked",
                    "UseRepeated",
                    "UseKept",
                    "ArrearsRepaid",
                    "PoolSuspended",
                    "PoolRestored",
                    "UnitsHeld",
                    "HoldClosed",
                    "UseCorrected",
                    "PackVoided",
                    "Noticed",
                    "EmergencyOpened",
                    "OpenEmergency",
                    "EmergencyAllowed",
                    "OpenAccount",
                    "GrantPack",
                    "Use",
                    "HoldUnits",
                    "CaptureHold",
                    "ReleaseHold",
                    "CorrectUse",
                    "Tick",
                    "Done",
                    "Used",
                    "Held",
                    "Settled",
                    "Corrected",
                    "Granted",
                    "Ordered",
                    "Paid");

    @Test
    void aComponentAddedByALaterVersionIsNullZeroOrEmpty() {
        Account account =
                LedgerJson.account(
                        "{\"id\":\"first\",\"seq\":1,\"profile\":{},\"trade\":{},\"stock\":{}}");
        assertEquals(new OrganizationId("first"), account.id());
        assertTrue(account.profile().members().isEmpty());
        assertTrue(account.trade().orders().isEmpty());
        assertTrue(account.stock().pools().isEmpty());
    }

    @Test
    void anUnknownComponentIsAnError() {
        assertThrows(
                JacksonException.class,
                () -> LedgerJson.fact("{\"type\":\"KEPT_DECIDED\",\"use\":\"k\",\"colour\":1}"));
    }

    @Test
    void equalContentHasOneCanonicalForm() {
        assertEquals(canonical("5.0"), canonical("5.00"));
        assertEquals(canonical("500"), canonical("5E+2"));
        assertNotEquals(canonical("5"), canonical("50"));
    }

    private static String canonical(String discount) {
        return LedgerJson.canonical(
                new Command.SignAgreement(
                        "aimis",
                        "n",
                        "s",
                        LocalDate.EPOCH,
                        null,
                        null,
                        null,
                        List.of(),
                        new BigDecimal(discount),
                        new TreeMap<>()));
    }
}
