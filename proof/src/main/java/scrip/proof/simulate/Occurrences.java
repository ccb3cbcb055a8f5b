package scrip.proof.simulate;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scrip.core.access.AccessReason;
import scrip.core.ledger.Code;
import scrip.core.ledger.NoticeCode;

/// Everything that must occur once enough random worlds were played: every rule, refusal, reason
/// and notice.
final class Occurrences {

    /// Refusals that no step of a scenario can cause: a step only refers to things made before it,
    /// sells in one currency, and has no verbs yet for returns of money, requests to sales and
    /// visits.
    private static final Set<Code> BEYOND =
            Set.of(
                    Code.ORGANIZATION_EXISTS,
                    Code.UNKNOWN_ORGANIZATION,
                    Code.UNKNOWN_ORDER,
                    Code.UNKNOWN_QUOTE,
                    Code.UNKNOWN_RETURN,
                    Code.UNKNOWN_PAYMENT,
                    Code.SAME_PERSON,
                    Code.RETURN_DECIDED,
                    Code.UNKNOWN_SALES_REQUEST,
                    Code.NOT_SALES_ONLY,
                    Code.SALES_REQUEST_CLOSED,
                    Code.ORDER_NOT_OF_REQUEST,
                    Code.NOT_MAINTENANCE,
                    Code.VISIT_OUTSIDE_PERIOD,
                    Code.NO_LICENSE_FILE,
                    Code.CURRENCIES_DIFFER);

    private static final Set<NoticeCode> UNTOLD =
            Set.of(NoticeCode.SALE_REQUESTED, NoticeCode.SALES_REQUEST_CLOSED);

    /// What occurs only where the server's clock is wrong.
    static final Set<String> OF_WRONG_CLOCKS = Set.of("T5");

    /// Each rule with the occurrences that show it at work. M2 and M3 come later.
    private static final String RULES =
            """
            C1: ordered from a later version, refused UNKNOWN_ITEM
            C2: ordered at an example price
            C3: refused QUANTITY_NOT_MULTIPLE, refused QUANTITY_BELOW_MINIMUM
            C4: ordered for another, refused WRONG_SCOPE
            C5: access DENIED REQUIRES_MISSING, access READ_ONLY REQUIRES_MISSING
            C6: refused AGREEMENT_MISSING
            C7: ordered by the vendor, refused SALES_ONLY
            C8: ordered by quantity, ordered annual
            C9: ordered at agreed prices, verb accept_quote
            C10: refused TERMS_NOT_ACCEPTED, refused REQUIRES_MISSING, refused TERM_NOT_OFFERED
            O1: fact OrderConfirmed
            O2: order CONFIRMED
            O3: notice ACTIVATION_DUE, access DENIED NOT_ACTIVATED
            O4: fact OrderExpired, refused REFUND_NOT_SUPPORTED
            O5: paid again
            O6: verb renew
            O7: order ACTIVE
            O8: approved late
            O9: settled for nothing
            M1: fact OrderPartPaid, fact MoneyFreed, received for no order
            T1: pack ended at the very instant
            T2: license ACTIVE
            T3: renewal of several months
            T4: fact ZoneChanged
            T5: clock behind
            T6: looked at the past
            L1: license PENDING, license ARREARS, license SUSPENDED, license ENDED
            L2: license ARREARS
            L3: fact LicenseReminded
            L4: renewal kept the anchor, renewal began anew
            L5: restored by a renewal
            L6: license SUSPENDED
            L7: service ENDED
            L8: looked within a consortium
            L9: fact LicenseEndChanged, refused LICENSE_ENDED
            L10: renewal kept the anchor
            R1: fact PackIssued
            R2: fact PackClosed
            R3: drew on several packs
            R4: refused STORAGE_TERM_MISSING
            R5: obligations run
            R6: used reported
            R7: result ALREADY_COUNTED, refused KEY_REUSED, answered again
            R8: result KEPT, refused EVENT_IN_FUTURE, refused TOO_OLD
            R9: drew on a closing pack
            R10: used into arrears, refused INSUFFICIENT, refused ARREARS_LIMIT
            R11: fact PoolSuspended
            R12: fact ArrearsRepaid
            R13: fact PoolRestored, notice STILL_SUSPENDED
            R14: capacity of several sets
            R15: fact UnitsHeld, refused HOLD_CLOSED
            R16: fact UseCorrected
            R17: fact PackVoided, fact LicenseShortened, fact OrderFellShort, fact OrderReopened
            R18: pack USED_UP, pack EXPIRED, looked at the past
            R19: fact LevelWarned, fact PackReminded
            R20: posted
            R21: used within a consortium, refused NOT_MEMBER
            S1: fact ServiceAccepted, fact ServiceRejected
            S2: notice SERVICE_EXPIRED
            S3: service PENDING, service ENDED
            S4: ordered a service for another
            X1: access ALLOWED, access DENIED NOT_LICENSED
            X2: reported late
            X5: fact EmergencyOpened, used in an emergency, access ALLOWED EMERGENCY
            """;

    private Occurrences() {}

    /// What has to occur, by name, with the counters of a tally that show it; all of them must be
    /// above zero.
    static Map<String, List<String>> all() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String line : RULES.lines().toList()) {
            int colon = line.indexOf(": ");
            all.put(line.substring(0, colon), List.of(line.substring(colon + 2).split(", ")));
        }
        for (Code code : Code.values()) {
            if (!BEYOND.contains(code)) {
                all.put("refused " + code, List.of("refused " + code));
            }
        }
        for (AccessReason reason : AccessReason.values()) {
            String state = reason == AccessReason.EMERGENCY ? "ALLOWED" : "DENIED";
            all.put("access " + reason, List.of("access " + state + " " + reason));
        }
        for (NoticeCode notice : NoticeCode.values()) {
            if (!UNTOLD.contains(notice)) {
                all.put("notice " + notice, List.of("notice " + notice));
            }
        }
        all.put("pools that ran dry", List.of(Tally.DRY));
        return all;
    }

    /// Prints how often each has occurred.
    ///
    /// @return those that never did
    static List<String> print(Tally tally, Map<String, List<String>> wanted, PrintStream out) {
        List<String> never = new ArrayList<>();
        wanted.forEach((name, counts) -> {
            StringBuilder line = new StringBuilder();
            for (String count : counts) {
                long often = tally.of(count);
                line.append(line.isEmpty() ? "" : ", ");
                line.append(count.equals(name) ? "" : count + " ");
                line.append("%,d".formatted(often));
                if (often == 0) {
                    never.add(count.equals(name) ? name : name + " (" + count + ")");
                }
            }
            out.printf("  %-32s %s%n", name, line);
        });
        if (!never.isEmpty()) {
            out.println("NEVER OCCURRED: " + String.join("; ", never));
        }
        return never;
    }
}
