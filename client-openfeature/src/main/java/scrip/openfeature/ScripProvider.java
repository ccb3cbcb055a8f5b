package scrip.openfeature;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import scrip.client.Access;
import scrip.client.Question;
import scrip.client.RefusedException;
import scrip.client.ScripClient;
import scrip.client.UnavailableException;

/// What Scrip sells, as flags of OpenFeature: `client.getBooleanValue("aimis/advanced-viewing",
/// false, context)`. A flag is true if access is `ALLOWED`. The context names the organization (the
/// targeting key), and may name `surface` (`API` unless it does), `within` and `storage_years`.
///
/// An error hands back the default of the call, with its code.
public final class ScripProvider implements FeatureProvider {

    private static final int BAD_REQUEST = 400;

    /// An answer that was kept while the server is away; OpenFeature has the word, its SDK for Java
    /// no constant.
    private static final String STALE = "STALE";

    private final ScripClient client;

    public ScripProvider(ScripClient client) {
        this.client = client;
    }

    @Override
    public Metadata getMetadata() {
        return () -> "scrip";
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(
            String key, Boolean defaultValue, EvaluationContext context) {
        try {
            Question question = Asked.by(key, context);
            Access access = client.access(question);
            return ProviderEvaluation.<Boolean>builder()
                    .value(access.isAllowed())
                    .variant(access.state().name())
                    // Every flag depends on the organization.
                    .reason(access.offline() ? STALE : Reason.TARGETING_MATCH.name())
                    .flagMetadata(metadata(question, access))
                    .build();
        } catch (Asked.FaultyContext faulty) {
            return failed(defaultValue, faulty.code(), String.valueOf(faulty.getMessage()));
        } catch (RefusedException refused) {
            return failed(defaultValue, code(refused), String.valueOf(refused.getMessage()));
        } catch (UnavailableException away) {
            return failed(defaultValue, ErrorCode.GENERAL, String.valueOf(away.getMessage()));
        }
    }

    private static ErrorCode code(RefusedException refused) {
        if (refused.code().equals("UNKNOWN_ITEM")) {
            return ErrorCode.FLAG_NOT_FOUND;
        }
        return refused.problem().status() == BAD_REQUEST
                        || refused.code().equals("UNKNOWN_ORGANIZATION")
                ? ErrorCode.INVALID_CONTEXT
                : ErrorCode.GENERAL;
    }

    private static ImmutableMetadata metadata(Question question, Access access) {
        ImmutableMetadata.ImmutableMetadataBuilder all =
                ImmutableMetadata.builder()
                        .addString("access", access.state().name())
                        .addString("surface", question.surface().name());
        access.reason().ifPresent(reason -> all.addString("reason", reason));
        access.until().ifPresent(until -> all.addString("until", until.toString()));
        access.available().ifPresent(left -> all.addLong("left", left));
        access.arrears().ifPresent(owed -> all.addLong("arrears", owed));
        access.item().ifPresent(item -> all.addString("item", item));
        access.advice().ifPresent(advice -> all.addString("advice", advice));
        return all.build();
    }

    private static <T> ProviderEvaluation<T> failed(T value, ErrorCode code, String message) {
        return ProviderEvaluation.<T>builder()
                .value(value)
                .reason(Reason.ERROR.name())
                .errorCode(code)
                .errorMessage(message)
                .build();
    }

    private static <T> ProviderEvaluation<T> mismatch(T value) {
        return failed(
                value,
                ErrorCode.TYPE_MISMATCH,
                "what Scrip sells is either allowed or not: ask for a boolean");
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(
            String key, String defaultValue, EvaluationContext context) {
        return mismatch(defaultValue);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(
            String key, Integer defaultValue, EvaluationContext context) {
        return mismatch(defaultValue);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(
            String key, Double defaultValue, EvaluationContext context) {
        return mismatch(defaultValue);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(
            String key, Value defaultValue, EvaluationContext context) {
        return mismatch(defaultValue);
    }
}
