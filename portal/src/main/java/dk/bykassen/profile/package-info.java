/**
 * What people see and decide about themselves: their details, whether their addresses are theirs, what they agreed to and
 * what they use here; and the gates that ask for the privacy statement and for unconfirmed addresses.
 */
@NullMarked
package dk.bykassen.profile;

import org.jspecify.annotations.NullMarked;
