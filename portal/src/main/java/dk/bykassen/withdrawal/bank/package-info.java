/** The town's bank: files of credit transfers go out, its word about each of them comes back. */
@NullMarked
package dk.bykassen.withdrawal.bank;

import org.jspecify.annotations.NullMarked;
