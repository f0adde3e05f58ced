/** What people keep on paper: PDF documents made from the same templates and words as pages, readable aloud. */
@NullMarked
package dk.bykassen.paper;

import org.jspecify.annotations.NullMarked;
