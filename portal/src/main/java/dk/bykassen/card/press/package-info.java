/** The one who makes cards, outside the house. */
@NullMarked
package dk.bykassen.card.press;

import org.jspecify.annotations.NullMarked;
