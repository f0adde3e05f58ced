/** The words every module shares: money, person numbers, ids, keys, state tables, parity of units. Knows no database and no web. */
@NullMarked
package dk.bykassen.kernel;

import org.jspecify.annotations.NullMarked;
