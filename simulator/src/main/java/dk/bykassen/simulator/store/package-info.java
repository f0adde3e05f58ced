/** The one SQLite file that keeps what must survive a restart. */
@NullMarked
package dk.bykassen.simulator.store;

import org.jspecify.annotations.NullMarked;
