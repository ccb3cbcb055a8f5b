/// Catalogs as files: read, checked, compared, and the two that ship.
///
/// Owns: the form of a catalog file (docs/reference/catalog.md), every check of it, the command
/// `./scrip catalog`, the catalogs in the program itself, the versions published in each realm and
/// which of them a sandbox sees, and how many accounts a version is about.
///
/// Refuses to own: the words of a catalog and what they mean (`scrip.core.catalog`), and YAML
/// (`scrip.server.yaml`).
///
/// Invariants:
/// - a file is either a catalog without a fault, or all its faults, each with its line;
/// - a version that is seen in a realm stays seen there, under its name;
/// - a published version never changes, and takes effect later than anything answered so far;
/// - no input ends in an exception;
/// - a price reaches the catalog digit for digit as the file has it.
@NullMarked
package scrip.server.catalog;

import org.jspecify.annotations.NullMarked;
