/// The settings of an installation: their names, defaults and meaning, and where each value comes
/// from.
///
/// Owns: the table of all settings ([scrip.server.setting.Setting]), the configuration file, values
/// kept in files of their own (`…_FILE`), `./scrip config`, the page that lists the settings, and
/// how people call the program ([scrip.server.setting.Launcher]).
///
/// Refuses to own: what a value means, which the part that it is for checks itself.
///
/// Invariants:
/// - A setting that is not in the table is read by nothing.
/// - The environment comes before the file, the file before the default.
/// - Everything wrong with the settings is told at once.
/// - A secret is never printed.
@NullMarked
package scrip.server.setting;

import org.jspecify.annotations.NullMarked;
