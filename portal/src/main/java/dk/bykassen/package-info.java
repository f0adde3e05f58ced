/** Bykassen, the town's till. One package per module of the town's business; see docs/modules.md. */
@NullMarked
package dk.bykassen;

import org.jspecify.annotations.NullMarked;
