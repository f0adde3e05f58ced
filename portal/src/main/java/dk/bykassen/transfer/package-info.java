/** Money moved at once from one prepaid account to another by somebody who acts for both. */
@NullMarked
package dk.bykassen.transfer;

import org.jspecify.annotations.NullMarked;
