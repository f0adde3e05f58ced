/** What people keep on paper: PDF documents in the words of the pages, readable aloud. */
@NullMarked
package dk.bykassen.paper;

import org.jspecify.annotations.NullMarked;
