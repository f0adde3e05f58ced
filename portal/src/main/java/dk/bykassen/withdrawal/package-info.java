/** Money paid out from a prepaid account to somebody's bank account: asked for, handed to the bank, followed to its end. */
@NullMarked
package dk.bykassen.withdrawal;

import org.jspecify.annotations.NullMarked;
