/** The desk: members of staff, what each role may do, looking up people with a reason, imports of customers. */
@NullMarked
package dk.bykassen.staff;

import org.jspecify.annotations.NullMarked;
