/// Features as flags, for OpenFeature in any language.
///
/// Owns: the OpenFeature Remote Evaluation Protocol (OFREP), one flag or all; which flags there
/// are; how an answer about access is told as the value of a flag.
///
/// Refuses to own: the answer about access (`scrip.server.access`), which nothing in a context
/// changes but the organization, the surface, the consortium and the storage term.
///
/// Invariants: a flag is `true` if access is allowed, and `false` otherwise; whatever cannot be
/// answered is an error with a code, never a value. The tag of an answer covers the context, so
/// that no answer stands for another organization.
@NullMarked
package scrip.server.flag;

import org.jspecify.annotations.NullMarked;
