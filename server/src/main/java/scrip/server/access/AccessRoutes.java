package scrip.server.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access;
import scrip.core.access.AccessReader;
import scrip.core.access.Gate;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.organization.OrganizationId;
import scrip.server.http.Call;
import scrip.server.http.Element;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Granted;
import scrip.server.role.Permission;

/// The operation that answers what an organization may use.
final class AccessRoutes implements Routes {

    private final Accesses accesses;
    private final SignedAnswers signed;

    AccessRoutes(Accesses accesses, SignedAnswers signed) {
        this.accesses = accesses;
        this.signed = signed;
    }

    /// The operation that has a servlet of its own.
    Route hot() {
        return Route.get("/v1/access", Permission.ACCESS_READ, this::access).metered();
    }

    /// The operation on many questions, which has one too.
    Route hotBatch() {
        return Route.post("/v1/access/batch", Permission.ACCESS_READ, this::accessEach)
                .unrecorded()
                .meteredEach();
    }

    @Override
    public List<Route> metered() {
        return List.of(hot(), hotBatch());
    }

    /// None of the common table: all have servlets of their own.
    @Override
    public List<Route> all() {
        return List.of();
    }

    private record AdviceView(
            String action, @Nullable ItemId item, @Nullable Long units, String text) {}

    private record View(
            OrganizationId organization,
            String feature,
            String surface,
            Instant at,
            String access,
            @Nullable String reason,
            @Nullable Instant until,
            @Nullable Long available,
            @Nullable Long arrears,
            @Nullable ItemId item,
            @Nullable AdviceView advice,
            @Nullable String realm,
            @Nullable Instant offlineUntil,
            @Nullable String jws) {

        View with(String signature) {
            return new View(
                    organization,
                    feature,
                    surface,
                    at,
                    access,
                    reason,
                    until,
                    available,
                    arrears,
                    item,
                    advice,
                    realm,
                    offlineUntil,
                    signature);
        }
    }

    /// What is asked, when, and whether the answer is to be signed.
    private record Asked(Gate.Question question, @Nullable Instant asOf, boolean signed) {

        static Asked of(Call call, Input from) {
            Gate.Question question =
                    new Gate.Question(
                            from.organization("organization"),
                            from.text("feature", Forms.NAME_CHARACTERS_MAX),
                            from.choice("surface", Surface.class),
                            from.organizationOrNull("within"),
                            from.intOrNull("storage_years", 1, Forms.YEARS_MAX));
            Instant asOf = call.asOf(from);
            boolean signed = from.flag("signed", false);
            if (signed && asOf != null) {
                from.fault("signed", "is only for the present: leave as_of out");
            }
            return new Asked(question, asOf, signed);
        }
    }

    private Reply access(Call call) {
        Asked asked = Asked.of(call, call.query());
        call.checked();
        return answer(call, asked);
    }

    private Reply accessEach(Call call) {
        List<Element> elements = call.elements("questions");
        for (Element element : elements) {
            element.attempt(() -> {
                Asked asked = Asked.of(call, element.body());
                element.checked();
                element.answer(answer(call, asked));
            });
        }
        return Element.answers(elements);
    }

    private Reply answer(Call call, Asked asked) {
        Gate.Question question = asked.question;
        Granted granted = call.granted(question.organization());
        accesses.checkProduct(call, question.feature());
        AccessReader.Answered answered = accesses.answer(granted, question, asked.asOf);
        Access access = answered.access();
        Access.Advice advice = access.advice();
        Instant offlineUntil =
                asked.signed ? accesses.offlineUntil(call.realm(), question, answered) : null;
        View view =
                new View(
                        question.organization(),
                        question.feature(),
                        question.surface().name(),
                        answered.at(),
                        access.state().name(),
                        access.reason() == null ? null : access.reason().name(),
                        access.until(),
                        access.available(),
                        access.arrears(),
                        access.item(),
                        advice == null
                                ? null
                                : new AdviceView(
                                        advice.action().name(),
                                        advice.item(),
                                        advice.units(),
                                        text(advice)),
                        asked.signed ? call.realm().name() : null,
                        offlineUntil,
                        null);
        return Reply.ok(
                asked.signed
                        ? view.with(signed.of(view, question, answered.at(), offlineUntil))
                        : view);
    }

    private static String text(Access.Advice advice) {
        return switch (advice.action()) {
            case BUY -> "buy " + advice.item();
            case RENEW -> "renew " + advice.item();
            case TOP_UP -> "top up at least " + advice.units() + " of " + advice.item();
            case WAIT_FOR_ACTIVATION -> "wait for the activation of " + advice.item();
            case JOIN -> "join the consortium, or ask without within";
        };
    }
}
