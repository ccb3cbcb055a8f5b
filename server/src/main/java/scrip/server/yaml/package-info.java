/// Reading a YAML file that a person wrote, so that every fault can be named with its line.
///
/// Owns: the tree of a file with the position of each value, limits on the size of a file, typed
/// accessors, and the list of faults. The readers of catalogs and of scenarios build on it.
///
/// Refuses to own: what a file means. It knows no field name and no rule.
///
/// How a reader is written:
///
/// ```java
/// Faults faults = new Faults();
/// YamlReader.read(text, faults).flatMap(YamlValue::map).ifPresent(root -> {
///     Optional<String> title = root.required("title").flatMap(YamlValue::text);
///     Optional<Long> count = root.optional("count").flatMap(v -> v.whole(1, 1_000));
///     root.required("steps").flatMap(YamlValue::list).orElse(List.of()).forEach(step -> ...);
///     root.refuseOtherFields();
/// });
/// if (!faults.isEmpty()) { ... faults.list() ... }
/// ```
///
/// Invariants:
/// - an accessor that returns empty for a present value has added a fault; so a reader continues
///   after a fault, reports all, and uses what it read only if there are none;
/// - a number is read from its digits, never through floating point;
/// - no input ends in an exception: neither bad bytes, nor deep nesting, nor a bomb of aliases.
@NullMarked
package scrip.server.yaml;

import org.jspecify.annotations.NullMarked;
