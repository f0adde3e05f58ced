/** Help that looks: for each thing that goes wrong, a page that reads the person's own data, says what is wrong, and mends it. */
@NullMarked
package dk.bykassen.help;

import org.jspecify.annotations.NullMarked;
