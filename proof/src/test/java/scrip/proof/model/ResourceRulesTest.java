package scrip.proof.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Short stories about resources, worked out by hand from the rulebook. */
final class ResourceRulesTest {
    private static final String ONE = "{ organizations: [{ id: a, default_storage_years: 5 }] }";

    private static void play(String header, String steps) {
        assertEquals(List.of(), Story.play(header, steps));
    }

    /** R9. */
    @Test
    void aLateUseDrawsOnAClosingPack() {
        play(
                ONE,
                """
                at: 2026-01-10T09:00Z
                sign: { org: a, product: aimis }
                buy: { as: P, org: a, item: aimis/mimi-ai-report, quantity: 1000 }
                at: 2027-01-11T10:00Z
                buy: { as: Q, org: a, item: aimis/mimi-ai-report, quantity: 1000 }
                check: { pool: { org: a, resource: aimis/mimi-ai-report } }
                expect: { available: 1000, closing: 1000, expired: 0 }
                use: { org: a, resource: aimis/mimi-ai-report, quantity: 1100, key: k, event_at: "2027-01-10T23:59Z" }
                expect: { drawn: { P: 1000, Q: 100 }, arrears: 0, available: 900, late: false }
                check: { pack: P }
                expect: { state: USED_UP }
                correct: { key: k, quantity: 200, reason: test }
                expect: { returned: { Q: 100, P: 100 }, available: 1000 }
                at: 2027-01-12T00:00Z
                check: { pool: { org: a, resource: aimis/mimi-ai-report } }
                expect: { available: 1000, closing: 0, expired: 100, used: 900 }
                check: { pool: { org: a, resource: aimis/mimi-ai-report, as_of: "2027-01-11T10:00Z" } }
                expect: { available: 1000, closing: 100, expired: 0 }
                check: { pool: { org: a, resource: aimis/mimi-ai-report, as_of: "2026-07-11T10:00Z" } }
                expect: { available: 1000, closing: 0, used: 0 }
                """);
    }

    /** R12, R13. */
    @Test
    void aPackOfExactlyTheDebtLeavesThePoolSuspended() {
        play(
                ONE,
                """
                at: 2026-01-10T09:00Z
                sign: { org: a, product: aimis }
                buy: { as: P, org: a, item: aimis/mimi-ai-report, quantity: 1000 }
                use: { org: a, resource: aimis/mimi-ai-report, quantity: 2000, key: k }
                expect: { drawn: { P: 1000 }, arrears: 1000 }
                at: 2026-01-11T09:00Z
                use: { org: a, resource: aimis/mimi-ai-report, quantity: 1, key: k2 }
                expect: { refused: SUSPENDED }
                buy: { as: Q, org: a, item: aimis/mimi-ai-report, quantity: 1000 }
                check: { pool: { org: a, resource: aimis/mimi-ai-report } }
                expect: { available: 0, arrears: 0, used: 2000, state: SUSPENDED }
                use: { org: a, resource: aimis/mimi-ai-report, quantity: 5, key: k3, reported: true }
                expect: { result: BOOKED, arrears: 5 }
                buy: { as: R, org: a, item: aimis/mimi-ai-report, quantity: 1000 }
                check: { pool: { org: a, resource: aimis/mimi-ai-report } }
                expect: { available: 995, arrears: 0, state: ACTIVE }
                check: { notices: { to: org, org: a } }
                expect: { codes: [ORDER_PAID, ACTIVATED, ARREARS_STARTED, ARREARS_12_HOURS, SUSPENDED, ORDER_PAID, ACTIVATED, STILL_SUSPENDED, ARREARS_STARTED, ORDER_PAID, ACTIVATED, RESTORED] }
                correct: { key: k, quantity: 1500, reason: wrong }
                expect: { returned: { Q: 1000, P: 500 }, available: 2495 }
                """);
    }

    /** R15: at one instant holds end first, then suspension. */
    @Test
    void holdsEndBeforeSuspension() {
        play(
                ONE,
                """
                at: 2026-01-10T09:00Z
                sign: { org: a, product: aimis }
                buy: { as: P, org: a, item: aimis/mimi-ai-report, quantity: 1000 }
                hold: { as: H, org: a, resource: aimis/mimi-ai-report, quantity: 300, key: h }
                expect: { held: 300, available: 700 }
                use: { org: a, resource: aimis/mimi-ai-report, quantity: 900, key: k }
                expect: { drawn: { P: 700 }, arrears: 200 }
                at: 2026-01-11T09:00Z
                capture: { hold: H, key: c }
                expect: { refused: HOLD_CLOSED }
                check: { pool: { org: a, resource: aimis/mimi-ai-report } }
                expect: { available: 100, used: 900, held: 0, state: ACTIVE }
                hold: { as: H2, org: a, resource: aimis/mimi-ai-report, quantity: 50, key: h2, hours: 25 }
                expect: { refused: HOLD_TOO_LONG }
                hold: { as: H2, org: a, resource: aimis/mimi-ai-report, quantity: 50, key: h2 }
                capture: { hold: H2, quantity: 70, key: c2 }
                expect: { drawn: { P: 70 }, returned: {}, available: 30 }
                hold: { as: H3, org: a, resource: aimis/mimi-ai-report, quantity: 20, key: h3 }
                capture: { hold: H3, quantity: 5, key: c3 }
                expect: { drawn: { P: 5 }, returned: { P: 15 }, available: 25 }
                """);
    }

    /** R17. */
    @Test
    void aRecallRedrawsFromOtherPacksAndOwesTheRest() {
        play(
                ONE,
                """
                at: 2026-01-10T09:00Z
                sign: { org: a, product: aimis }
                order: { as: O, org: a, lines: [{ as: P, item: aimis/mimi-ai-report, quantity: 1000 }, { as: S, item: aimis/delivery }, { as: B, item: aimis/basic, months: 1 }] }
                pay: { order: O }
                buy: { as: Q, org: a, item: aimis/mimi-ai-report, quantity: 1000 }
                use: { org: a, resource: aimis/mimi-ai-report, quantity: 1800, key: k }
                expect: { drawn: { P: 1000, Q: 800 } }
                at: 2026-01-20T09:00Z
                check: { notices: { to: org, org: a } }
                recall: { order: O }
                expect: { state: ACTIVE }
                check: { pool: { org: a, resource: aimis/mimi-ai-report } }
                expect: { available: 0, arrears: 800, used: 1800, voided: 1000, state: ARREARS }
                check: { pack: P }
                expect: { state: VOIDED, available: 0 }
                check: { service: S }
                expect: { state: ON_HOLD }
                check: { license: { org: a, item: aimis/basic } }
                expect: { state: ARREARS }
                check: { notices: { to: org, org: a } }
                expect: { codes: [PAYMENT_RECALLED, ARREARS_STARTED, ARREARS_STARTED] }
                at: 2026-01-21T09:00Z
                check: { license: { org: a, item: aimis/basic } }
                expect: { state: SUSPENDED }
                buy: { as: B2, org: a, item: aimis/basic, months: 1 }
                check: { license: { org: a, item: aimis/basic } }
                expect: { state: ACTIVE, from: "2026-01-20T09:00Z", until: "2026-02-21T00:00Z" }
                """);
    }

    /** R14. */
    @Test
    void capacityIsExtendedOrAdded() {
        play(
                ONE,
                """
                at: 2026-01-10T09:00Z
                buy: { as: A, org: a, item: ipc/checkup-knowledge-customization, months: 1, quantity: 2 }
                expect: { total: "100000.00" }
                check: { capacity: { org: a, resource: ipc/checkup-knowledge-customization } }
                expect: { sets: 2, until: "2026-02-11T00:00Z" }
                buy: { as: B, org: a, item: ipc/checkup-knowledge-customization, months: 1 }
                buy: { as: C, org: a, item: ipc/checkup-knowledge-customization, months: 3, capacity: add }
                check: { capacity: { org: a, resource: ipc/checkup-knowledge-customization } }
                expect: { sets: 3, until: "2026-02-11T00:00Z" }
                at: 2026-02-12T00:00Z
                check: { capacity: { org: a, resource: ipc/checkup-knowledge-customization } }
                expect: { sets: 2, until: "2026-03-11T00:00Z" }
                at: 2027-02-12T00:00Z
                buy: { as: D, org: a, item: ipc/checkup-knowledge-customization, months: 1 }
                check: { capacity: { org: a, resource: ipc/checkup-knowledge-customization } }
                expect: { sets: 1, until: "2027-03-12T00:00Z" }
                """);
    }

    /** R7, R8, R21, R5. */
    @Test
    void keysSubjectsAndMembership() {
        play(
                "{ organizations: [{ id: a }, { id: u, kind: consortium, members: [a],"
                        + " default_storage_years: 1 }] }",
                """
                at: 2026-01-10T09:00Z
                sign: { org: u, product: aimis }
                buy: { as: P, org: u, item: aimis/cloud-inspection, plan: annual, quantity: 1000, years: 1 }
                expect: { total: "900.00" }
                use: { org: a, resource: aimis/cloud-inspection, quantity: 1, key: k, subject: s, within: u }
                expect: { result: BOOKED, drawn: { P: 1 }, available: 999 }
                use: { org: a, resource: aimis/cloud-inspection, quantity: 1, key: k, subject: s, within: u }
                expect: { result: BOOKED, drawn: { P: 1 }, available: 999 }
                use: { org: a, resource: aimis/cloud-inspection, quantity: 2, key: k, subject: s, within: u }
                expect: { refused: KEY_REUSED }
                use: { org: a, resource: aimis/cloud-inspection, quantity: 1, key: k2, subject: s, within: u }
                expect: { result: ALREADY_COUNTED, drawn: {}, available: 999 }
                use: { org: a, resource: aimis/cloud-inspection, quantity: 1, key: k3 }
                expect: { refused: STORAGE_TERM_MISSING }
                use: { org: a, resource: aimis/cloud-inspection, quantity: 1, key: k3, reported: true }
                expect: { result: KEPT }
                use: { org: a, resource: aimis/cloud-inspection, storage_years: 1, quantity: 1, key: k4, event_at: 2026-01-10T09:05:00.001Z }
                expect: { refused: EVENT_IN_FUTURE }
                use: { org: a, resource: aimis/cloud-inspection, storage_years: 1, quantity: 1, key: k4, event_at: 2026-01-10T09:05Z }
                expect: { refused: NOT_LICENSED }
                check: { obligations: { org: u } }
                expect: { count: 1, until: "2027-01-11T00:00Z" }
                correct: { key: k, quantity: 1, reason: x }
                check: { obligations: { org: u } }
                expect: { count: 0 }
                leave: { consortium: u, org: a }
                use: { org: a, resource: aimis/cloud-inspection, quantity: 1, key: k5, within: u }
                expect: { refused: NOT_MEMBER }
                use: { org: a, resource: aimis/cloud-inspection, storage_years: 3, quantity: 1, key: k5, within: u, reported: true }
                expect: { result: BOOKED, arrears: 1 }
                """);
    }

    /** R19. */
    @Test
    void remindersOfTheRemainingUnits() {
        play(
                ONE,
                """
                at: 2026-01-10T09:00Z
                sign: { org: a, product: aimis }
                buy: { as: P, org: a, item: aimis/mimi-ai-report, quantity: 1000 }
                use: { org: a, resource: aimis/mimi-ai-report, quantity: 799, key: k1 }
                check: { notices: { to: org, org: a } }
                expect: { codes: [ORDER_PAID, ACTIVATED] }
                use: { org: a, resource: aimis/mimi-ai-report, quantity: 101, key: k2 }
                use: { org: a, resource: aimis/mimi-ai-report, quantity: 1, key: k3 }
                check: { notices: { to: org, org: a } }
                expect: { codes: [LOW_20, LOW_10] }
                buy: { as: Q, org: a, item: aimis/mimi-ai-report, quantity: 1000 }
                use: { org: a, resource: aimis/mimi-ai-report, quantity: 1099, key: k4 }
                check: { notices: { to: vendor, org: a } }
                expect: { codes: [ORDER_PAID, ACTIVATED, LOW_20, LOW_10, ORDER_PAID, ACTIVATED, LOW_20, LOW_10, LOW_5, LOW_0] }
                """);
    }
}
