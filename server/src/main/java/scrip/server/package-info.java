/// The program: [Main] reads the command line, and each feature has a package below this one.
@NullMarked
package scrip.server;

import org.jspecify.annotations.NullMarked;
