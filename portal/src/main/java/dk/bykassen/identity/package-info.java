/** People and how they sign in: eID over OpenID Connect, person numbers, sessions. */
@NullMarked
package dk.bykassen.identity;

import org.jspecify.annotations.NullMarked;
