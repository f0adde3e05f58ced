/** What happened on a prepaid account: the statement as page and file, and the newest lines for <i>Mine Konti</i>. */
@NullMarked
package dk.bykassen.statement;

import org.jspecify.annotations.NullMarked;
