/**
 * The books: accounts, transfers between them, balances and their proof. Others post in their own transaction; nothing is
 * ever edited, a correction is a new transfer.
 */
@NullMarked
package dk.bykassen.ledger;

import org.jspecify.annotations.NullMarked;
