/**
 * Money onto prepaid accounts: deposits by hand, and standing orders that charge a stored card when the balance runs low.
 * Whoever pays sees what they paid; who else pays into the same account is no business of theirs.
 */
@NullMarked
package dk.bykassen.topup;

import org.jspecify.annotations.NullMarked;
