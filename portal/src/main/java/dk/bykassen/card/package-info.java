/**
 * Prepaid accounts: the chips that spend from them and who may act for them. A person sees an account through a link: as its
 * holder, as a guardian, or because the holder said yes.
 */
@NullMarked
package dk.bykassen.card;

import org.jspecify.annotations.NullMarked;
