package scrip.proof.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Short stories about orders, licenses, services and time, worked out by hand from the rulebook.
 */
final class RulesTest {
    private static final String ONE = "{ organizations: [{ id: a, default_storage_years: 5 }] }";

    private static void play(String header, String steps) {
        assertEquals(List.of(), Story.play(header, steps));
    }

    /** C4, C10. */
    @Test
    void scopeIsCheckedBeforeTerms() {
        play(
                "{ organizations: [{ id: a }, { id: u, kind: consortium, members: [a] }] }",
                """
                at: 2026-01-10T09:00Z
                sign: { org: a, product: aimis }
                buy: { as: A, org: a, item: aimis/basic, months: 1 }
                expect: { refused: WRONG_SCOPE }
                leave: { consortium: u, org: a }
                buy: { as: B, org: a, item: aimis/basic, months: 1 }
                join: { consortium: u, org: a }
                renew: { order: B, as: B2 }
                expect: { refused: WRONG_SCOPE }
                check: { access: { org: a, feature: log-audit, surface: api } }
                expect: { access: ALLOWED }
                check: { access: { org: a, feature: log-audit, surface: api, within: u } }
                expect: { access: DENIED, reason: NOT_LICENSED }
                leave: { consortium: u, org: a }
                check: { access: { org: a, feature: log-audit, surface: console, within: u } }
                expect: { access: DENIED, reason: NOT_MEMBER }
                buy: { as: I, org: u, item: ipc/pre-consultation-assistant, years: 1 }
                expect: { refused: WRONG_SCOPE }
                buy: { as: Y, org: a, item: ipc/pre-consultation-assistant, years: 1 }
                expect: { refused: TERM_NOT_OFFERED }
                """);
    }

    /** T3, L4: early renewal loses nothing, and 31 January keeps its anchor. */
    @Test
    void aRenewalKeepsTheAnchor() {
        play(
                ONE,
                """
                at: 2026-01-31T10:00Z
                buy: { as: A, org: a, item: ipc/pre-consultation-assistant, months: 1 }
                at: 2026-03-01T23:59:59.999Z
                renew: { order: A, as: B }
                check: { license: { org: a, item: ipc/pre-consultation-assistant } }
                expect: { from: "2026-01-31T10:00Z", until: "2026-04-01T00:00Z", state: ACTIVE }
                check: { notices: { to: org, org: a } }
                expect: { codes: [ORDER_PAID, ACTIVATED, ENDING_IN_15_DAYS, ENDING_IN_7_DAYS, ENDING_IN_3_DAYS, ENDING_IN_1_DAY, ARREARS_STARTED, ARREARS_12_HOURS, ORDER_PAID, RENEWED] }
                """);
    }

    /** L9. */
    @Test
    void aLicenseCanBeSetToEnd() {
        play(
                ONE,
                """
                at: 2026-01-31T10:00Z
                buy: { as: A, org: a, item: ipc/pre-consultation-assistant, months: 1 }
                end: { org: a, item: ipc/pre-consultation-assistant }
                expect: { state: ACTIVE }
                at: 2026-03-01T00:00Z
                end: { org: a, item: ipc/pre-consultation-assistant, at_end: false }
                expect: { refused: LICENSE_ENDED }
                check: { access: { org: a, item: ipc/pre-consultation-assistant, surface: console } }
                expect: { access: READ_ONLY, reason: ENDED }
                renew: { order: A, as: B }
                check: { license: { org: a, item: ipc/pre-consultation-assistant } }
                expect: { from: "2026-03-01T00:00Z", until: "2026-04-02T00:00Z", state: ACTIVE }
                """);
    }

    /** O3, O8. */
    @Test
    void anApprovalAfterItsDeadlineMovesTheWindow() {
        play(
                "{ approval: manual, organizations: [{ id: a }] }",
                """
                at: 2026-01-31T10:00Z
                buy: { as: A, org: a, item: ipc/pre-consultation-assistant, months: 1 }
                expect: { state: PAID }
                check: { access: { org: a, item: ipc/pre-consultation-assistant, surface: console } }
                expect: { access: DENIED, reason: NOT_ACTIVATED }
                check: { license: { org: a, item: ipc/pre-consultation-assistant } }
                expect: { state: PENDING }
                at: 2026-02-01T10:00Z
                check: { order: A }
                expect: { state: PAID, breached: true, activate_by: "2026-02-01T10:00Z" }
                at: 2026-02-01T11:00Z
                approve: { order: A }
                expect: { state: ACTIVE }
                check: { license: { org: a, item: ipc/pre-consultation-assistant } }
                expect: { from: "2026-02-01T11:00Z", until: "2026-03-02T00:00Z", state: ACTIVE }
                check: { notices: { to: vendor, org: a } }
                expect: { codes: [ORDER_PAID, ACTIVATION_DUE, ACTIVATED] }
                buy: { as: B, org: a, item: ipc/health-analysis-summary, months: 1 }
                expect: { state: ACTIVE, total: "27000.00" }
                """);
    }

    /** M1, O4, O5. */
    @Test
    void moneyIsNeverLost() {
        play(
                ONE,
                """
                at: 2026-01-31T10:00Z
                order: { as: A, org: a, lines: [{ as: L, item: ipc/pre-consultation-assistant, months: 1 }] }
                pay: { order: A, amount: "900" }
                expect: { state: CONFIRMED, due: "5000.00", unapplied: "0.00" }
                at: 2026-02-14T10:00Z
                check: { order: A }
                expect: { state: EXPIRED }
                pay: { order: A, amount: "5000", received_at: 2026-02-14T10:00Z }
                expect: { refused: ORDER_EXPIRED }
                order: { as: B, org: a, lines: [{ as: M, item: ipc/pre-consultation-assistant, months: 1 }] }
                apply: { org: a, order: B, amount: "900" }
                expect: { state: CONFIRMED, due: "5000.00", unapplied: "5000.00" }
                apply: { org: a, order: B, amount: "5000" }
                expect: { state: ACTIVE, due: "0.00", unapplied: "0.00" }
                pay: { order: B, amount: "10" }
                expect: { state: ACTIVE, unapplied: "10.00" }
                """);
    }

    /** O4: the bank's value date decides. */
    @Test
    void aTransferReceivedInTimeReopensTheExpiredOrder() {
        play(
                ONE,
                """
                at: 2026-01-31T10:00Z
                order: { as: A, org: a, lines: [{ as: L, item: ipc/pre-consultation-assistant, months: 1 }] }
                at: 2026-02-16T10:00Z
                pay: { order: A, amount: "5900", received_at: "2026-02-14T09:59Z" }
                expect: { state: ACTIVE }
                check: { license: { org: a, item: ipc/pre-consultation-assistant } }
                expect: { from: "2026-02-16T10:00Z", until: "2026-03-17T00:00Z" }
                """);
    }

    /** S2, S3. */
    @Test
    void servicesExpireAndMaintenanceEnds() {
        play(
                ONE,
                """
                at: 2026-01-10T09:00Z
                sign: { org: a, product: aimis }
                buy: { as: S, org: a, item: aimis/delivery }
                buy: { as: M, org: a, item: aimis/maintenance, months: 2, starts: 2027-01-11 }
                expect: { refused: TERM_NOT_OFFERED }
                buy: { as: M, org: a, item: aimis/maintenance, months: 2, starts: 2026-01-12 }
                check: { service: M }
                expect: { state: PENDING }
                at: 2026-03-13T00:00Z
                check: { service: M }
                expect: { state: ENDED, until: "2026-03-13T00:00Z" }
                at: 2027-01-11T00:00Z
                check: { service: S }
                expect: { state: EXPIRED, until: "2027-01-11T00:00Z" }
                deliver: { service: S }
                expect: { refused: SERVICE_EXPIRED }
                check: { notices: { to: org, org: a } }
                expect: { codes: [ORDER_PAID, ACTIVATED, ORDER_PAID, ACTIVATED, ENDING_IN_30_DAYS, ENDING_IN_15_DAYS, ENDING_IN_7_DAYS, ENDING_IN_3_DAYS, ENDING_IN_1_DAY, SERVICE_ENDING_IN_30_DAYS, SERVICE_ENDING_IN_7_DAYS, SERVICE_EXPIRED] }
                """);
    }

    /** C5. */
    @Test
    void anOptionalFeatureFollowsBasic() {
        play(
                ONE,
                """
                at: 2026-01-10T09:00Z
                sign: { org: a, product: aimis }
                order: { as: O, org: a, lines: [{ as: F, item: aimis/cloud-film, months: 12 }, { as: B, item: aimis/basic, months: 1 }] }
                pay: { order: O }
                at: 2026-02-12T00:00Z
                check: { access: { org: a, feature: cloud-film, surface: console } }
                expect: { access: READ_ONLY, reason: REQUIRES_MISSING }
                check: { access: { org: a, feature: cloud-film, surface: api } }
                expect: { access: DENIED, reason: REQUIRES_MISSING }
                check: { license: { org: a, item: aimis/cloud-film } }
                expect: { state: ACTIVE }
                """);
    }

    /** T5. */
    @Test
    void bookingTimeNeverGoesBack() {
        play(
                ONE,
                """
                at: 2026-01-10T09:00Z
                buy: { as: A, org: a, item: ipc/pre-consultation-assistant, months: 1 }
                at: 2026-01-12T09:00Z
                check: { license: { org: a, item: ipc/pre-consultation-assistant } }
                server_clock: { offset: -PT96H }
                buy: { as: B, org: a, item: ipc/health-analysis-summary, months: 1 }
                check: { license: { org: a, item: ipc/health-analysis-summary } }
                expect: { state: ACTIVE, from: "2026-01-10T09:00Z", until: "2026-02-11T00:00Z" }
                """);
    }
}
