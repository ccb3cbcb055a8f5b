/// Catalogs as files: reading, checking, comparing and publishing them, and the two that ship.
///
/// Owns: the form of a catalog file (docs/reference/catalog.md), every check of it, the command
/// `./scrip catalog`, the catalogs in the program itself, the versions published in each realm and
/// which of them a sandbox sees, and how many accounts a version affects.
///
/// Refuses to own: the words of a catalog and what they mean (`scrip.core.catalog`), and YAML
/// (`scrip.server.yaml`).
///
/// Invariants:
/// - reading a file gives either a faultless catalog or all its faults, each with its line;
/// - a version that is visible in a realm stays visible there, under its name;
/// - a published version never changes, and takes effect later than every answer given so far;
/// - no input ends in an exception;
/// - a price in the catalog has exactly the digits it has in the file.
@NullMarked
package scrip.server.catalog;

import org.jspecify.annotations.NullMarked;
