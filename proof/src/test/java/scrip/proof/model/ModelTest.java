package scrip.proof.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The five scenarios of the original rulebook, unchanged. */
final class ModelTest {
    private static void play(String organizations, String steps) {
        String header = "{ organizations: " + organizations + " }";
        assertEquals(List.of(), Story.play(header, steps));
    }

    /** A top-up offsets arrears first, then restores. */
    @Test
    void aTopupOffsetsArrearsFirstThenRestores() {
        play(
                "[{ id: first }]",
                """
                - at: 2026-01-10T09:00Z
                sign: { org: first, product: aimis }
                - buy: { as: P1, org: first, item: aimis/cloud-inspection, plan: by-quantity, quantity: 1000, storage_years: 5 }
                expect: { state: ACTIVE }
                - at: 2026-03-01T09:00Z
                use: { org: first, resource: aimis/cloud-inspection, storage_years: 5, quantity: 1200, key: march }
                expect: { result: BOOKED, drawn: { P1: 1000 }, arrears: 200, available: 0 }
                - at: 2026-03-02T08:59:59Z
                check: { access: { org: first, item: aimis/cloud-inspection, surface: patient } }
                expect: { access: ALLOWED }
                - at: 2026-03-02T09:00Z
                check: { access: { org: first, item: aimis/cloud-inspection, surface: patient } }
                expect: { access: DENIED, reason: SUSPENDED }
                - check: { access: { org: first, item: aimis/cloud-inspection, surface: console } }
                expect: { access: READ_ONLY, reason: SUSPENDED }
                - use: { org: first, resource: aimis/cloud-inspection, storage_years: 5, quantity: 1, key: refused }
                expect: { refused: SUSPENDED }
                - at: 2026-03-05T09:00Z
                buy: { as: P2, org: first, item: aimis/cloud-inspection, plan: by-quantity, quantity: 1000, storage_years: 5 }
                - check: { pool: { org: first, resource: aimis/cloud-inspection, storage_years: 5 } }
                expect: { available: 800, used: 1200, arrears: 0, state: ACTIVE }
                - check: { access: { org: first, item: aimis/cloud-inspection, surface: patient } }
                expect: { access: ALLOWED }
                """);
    }

    /** Packs stack, and the one about to expire is deducted first. */
    @Test
    void packsStackAndTheOneAboutToExpireIsDeductedFirst() {
        play(
                "[{ id: first }]",
                """
                - at: 2026-01-10T09:00Z
                sign: { org: first, product: aimis }
                - buy: { as: P1, org: first, item: aimis/cloud-inspection, plan: by-quantity, quantity: 1000, storage_years: 15 }
                - at: 2026-06-01T09:00Z
                buy: { as: P2, org: first, item: aimis/cloud-inspection, plan: by-quantity, quantity: 1000, storage_years: 15 }
                - at: 2026-07-01T09:00Z
                use: { org: first, resource: aimis/cloud-inspection, storage_years: 15, quantity: 600, key: july }
                expect: { drawn: { P1: 600 }, available: 1400 }
                - at: 2027-01-10T23:59:59Z
                check: { pool: { org: first, resource: aimis/cloud-inspection, storage_years: 15 } }
                expect: { available: 1400, expired: 0 }
                - at: 2027-01-11T00:00Z
                check: { pool: { org: first, resource: aimis/cloud-inspection, storage_years: 15 } }
                expect: { available: 1000 }
                - check: { pack: P1 }
                expect: { state: EXPIRED, until: 2027-01-11T00:00:00Z }
                """);
    }

    /** Minimums, multiples, prerequisites and the agreement are checked before money moves. */
    @Test
    void minimumsMultiplesPrerequisitesAndTheAgreementAreCheckedBeforeMoneyMoves() {
        play(
                "[{ id: first }, { id: union, kind: consortium, members: [first] }]",
                """
                - at: 2026-01-05T09:00Z
                order: { as: O1, org: first, lines: [{ as: L1, item: aimis/cloud-inspection, plan: by-quantity, quantity: 1500, storage_years: 5 }] }
                expect: { refused: QUANTITY_NOT_MULTIPLE }
                - order: { as: O2, org: first, lines: [{ as: L2, item: aimis/cloud-inspection, plan: by-quantity, quantity: 500, storage_years: 5 }] }
                expect: { refused: QUANTITY_BELOW_MINIMUM }
                - order: { as: O3, org: first, lines: [{ as: L3, item: aimis/cloud-inspection, plan: by-quantity, quantity: 1000, storage_years: 4 }] }
                expect: { refused: TERM_NOT_OFFERED }
                - order: { as: O4, org: first, lines: [{ as: L4, item: aimis/mimi-ai-report-onsite }] }
                expect: { refused: SALES_ONLY }
                - order: { as: O5, org: union, lines: [{ as: L5, item: aimis/remote-diagnosis, months: 12 }] }
                expect: { refused: REQUIRES_MISSING }
                - order: { as: O6, org: union, lines: [{ as: L6, item: aimis/basic, years: 1 }, { as: L7, item: aimis/remote-diagnosis, months: 12 }] }
                expect: { state: CONFIRMED }
                - pay: { order: O6 }
                expect: { refused: AGREEMENT_MISSING }
                - sign: { org: union, product: aimis }
                - pay: { order: O6 }
                expect: { state: ACTIVE }
                """);
    }

    /** A service is completed by the user's acceptance, within one year. */
    @Test
    void aServiceIsCompletedByTheUsersAcceptanceWithinOneYear() {
        play(
                "[{ id: first }]",
                """
                - at: 2026-02-01T09:00Z
                buy: { as: D1, org: first, item: ipc/overseas-deployment }
                expect: { state: ACTIVE, total: "70000.00" }
                - accept: { service: D1, by: radiology-head }
                expect: { refused: NOT_DELIVERED }
                - at: 2026-03-01T09:00Z
                schedule: { service: D1, mode: remote }
                - at: 2026-04-01T09:00Z
                deliver: { service: D1, mode: remote, note: installed and trained }
                expect: { state: DELIVERED }
                - reject: { service: D1, by: radiology-head, note: training for night shift missing }
                expect: { state: SCHEDULED }
                - at: 2026-05-01T09:00Z
                deliver: { service: D1, mode: remote }
                - accept: { service: D1, by: radiology-head }
                expect: { state: ACCEPTED }
                - cancel: { order: D1 }
                expect: { refused: REFUND_NOT_SUPPORTED }
                """);
    }

    /** A feature is disabled 24 hours after its validity ended, and renewal restores it. */
    @Test
    void aFeatureIsDisabled24HoursAfterItsValidityEndedAndRenewalRestoresIt() {
        play(
                "[{ id: first }]",
                """
                - at: 2026-01-31T10:00Z
                buy: { as: A1, org: first, item: ipc/pre-consultation-assistant, months: 1 }
                expect: { state: ACTIVE, total: "5900.00", currency: USD }
                - check: { license: { org: first, item: ipc/pre-consultation-assistant } }
                expect: { state: ACTIVE, until: 2026-03-01T00:00:00Z }
                - at: 2026-03-01T00:00Z
                check: { license: { org: first, item: ipc/pre-consultation-assistant } }
                expect: { state: ARREARS }
                - at: 2026-03-01T23:59:59Z
                check: { access: { org: first, item: ipc/pre-consultation-assistant, surface: patient } }
                expect: { access: ALLOWED }
                - at: 2026-03-02T00:00Z
                check: { access: { org: first, item: ipc/pre-consultation-assistant, surface: patient } }
                expect: { access: DENIED, reason: SUSPENDED }
                - check: { access: { org: first, item: ipc/pre-consultation-assistant, surface: console } }
                expect: { access: READ_ONLY }
                - at: 2026-03-20T12:00Z
                renew: { order: A1, as: A2 }
                - check: { license: { org: first, item: ipc/pre-consultation-assistant } }
                expect: { state: ACTIVE, from: 2026-03-19T12:00:00Z, until: 2026-04-20T00:00:00Z }
                """);
    }

    /** The story player itself reports what is wrong. */
    @Test
    void aWrongExpectationAndAnUnexpectedRefusalAreReported() {
        List<String> faults =
                Story.play(
                        "{ organizations: [{ id: first }] }",
                        """
                        at: 2026-02-01T09:00Z
                        buy: { as: D1, org: first, item: ipc/overseas-deployment }
                        expect: { state: PAID, total: "70000.00" }
                        accept: { service: D1 }
                        cancel: { order: D1 }
                        """);
        assertEquals(3, faults.size(), faults::toString);
    }
}
