/** What is written to people: notices, how they are worded, and their delivery by mail and SMS through jobs. */
@NullMarked
package dk.bykassen.message;

import org.jspecify.annotations.NullMarked;
