/// What leaves the program for whoever watches requests: the form of log lines, and traces.
///
/// Owns: the names of what a log line says about its request (`LogFields`), log lines as JSON
/// (`LogFormat`), and traces of OpenTelemetry (`Traces`): a caller's trace is continued, and spans
/// are sent by OTLP if the operator named a collector.
///
/// Refuses to own: what is logged, metrics (`server.metrics`), and where a request begins.
///
/// Invariants:
/// - Nothing of a body, no token, key, password or cookie is put into a field or a span.
/// - Without a collector nothing of OpenTelemetry is loaded, and a step costs one read of a field.
/// - A collector that is slow or away delays no request: spans wait in a bounded queue, and those
///   that do not fit are dropped.
@NullMarked
package scrip.server.telemetry;

import org.jspecify.annotations.NullMarked;
