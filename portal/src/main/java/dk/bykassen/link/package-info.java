/**
 * Who acts for whose account: asking for access, saying yes or no, and how access ends. With the number on the card access is
 * given at once; otherwise somebody who decides over the account is asked, and nothing tells whether there is such an account.
 */
@NullMarked
package dk.bykassen.link;

import org.jspecify.annotations.NullMarked;
