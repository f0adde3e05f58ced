/**
 * The purchase at the counter: units, tills and their keys, the till API, and the waves in which purchases are decided and
 * posted. The rules stand once, in the SQL function {@code till.decide_wave}.
 */
@NullMarked
package dk.bykassen.till;

import org.jspecify.annotations.NullMarked;
