/** Signing up and in with an e-mail address or mobile number and a password, forgotten passwords, and what slows guessing. */
@NullMarked
package dk.bykassen.password;

import org.jspecify.annotations.NullMarked;
