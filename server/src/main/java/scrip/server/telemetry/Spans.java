package scrip.server.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Spans of OpenTelemetry, sent to a collector by OTLP over HTTP.
final class Spans implements AutoCloseable {

    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final Duration SENT_EVERY = Duration.ofSeconds(2);
    private static final Duration SENDING_MAX = Duration.ofSeconds(5);
    private static final int FAULTS_OF_OURS = 500;
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final TextMapGetter<Map<String, String>> HEADERS =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(Map<String, String> headers) {
                    return headers.keySet();
                }

                @Override
                public @Nullable String get(@Nullable Map<String, String> headers, String name) {
                    return headers == null ? null : headers.get(name);
                }
            };

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private Spans(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("scrip");
    }

    /// @param endpoint where spans are sent
    /// @param share of traces that are sent, whatever callers say about theirs: anybody may be one
    static Spans to(String endpoint, double share) {
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint)
                        .setTimeout(SENDING_MAX)
                        .build();
        Sampler ours = Sampler.traceIdRatioBased(share);
        return new Spans(
                SdkTracerProvider.builder()
                        .setResource(Resource.create(Attributes.of(SERVICE, "scrip")))
                        .setSampler(
                                Sampler.parentBasedBuilder(ours)
                                        .setRemoteParentSampled(ours)
                                        .setRemoteParentNotSampled(ours)
                                        .build())
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(exporter)
                                        .setScheduleDelay(SENT_EVERY)
                                        .build())
                        .build());
    }

    Traced request(String method, @Nullable String parent, @Nullable String state) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (parent != null) {
            headers.put("traceparent", parent);
        }
        if (state != null) {
            headers.put("tracestate", state);
        }
        Context callers =
                W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
        // Any text may stand there, and this one is kept.
        String known = METHODS.contains(method) ? method : "_OTHER";
        Span span =
                tracer.spanBuilder(known)
                        .setParent(callers)
                        .setSpanKind(SpanKind.SERVER)
                        .setAttribute("http.request.method", known)
                        .startSpan();
        MDC.put(LogFields.TRACE, span.getSpanContext().getTraceId());
        return Open.begun(span);
    }

    Traced step(String name) {
        if (!Span.current().getSpanContext().isValid()) {
            return Traced.NOTHING;
        }
        Span span = tracer.spanBuilder(name).startSpan();
        return Open.begun(span);
    }

    /// The span of this thread, which whoever began it closes.
    Traced current() {
        return new Open(Span.current(), Scope.noop());
    }

    @Override
    public void close() {
        provider.shutdown().join(SENDING_MAX.toSeconds(), TimeUnit.SECONDS);
    }

    private record Open(Span span, Scope scope) implements Traced {

        /// A span that is the one of this thread until it is closed, and its scope with it.
        @SuppressWarnings("MustBeClosedChecker")
        static Open begun(Span span) {
            return new Open(span, span.makeCurrent());
        }

        @Override
        public void named(String name, String key, String value) {
            span.updateName(name);
            span.setAttribute(key, value);
        }

        @Override
        public void answered(int status) {
            span.setAttribute("http.response.status_code", status);
            if (status >= FAULTS_OF_OURS) {
                span.setStatus(StatusCode.ERROR);
            }
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
