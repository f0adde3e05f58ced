/** Benchmarks: contenders take turns in one run, ratios count, and a run whose books do not agree is void. */
@NullMarked
package dk.bykassen.bench;

import org.jspecify.annotations.NullMarked;
