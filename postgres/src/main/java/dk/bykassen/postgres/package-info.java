/** Runs our own PostgreSQL on a data folder: for the demo, the trial and the tests; never in production. */
@NullMarked
package dk.bykassen.postgres;

import org.jspecify.annotations.NullMarked;
