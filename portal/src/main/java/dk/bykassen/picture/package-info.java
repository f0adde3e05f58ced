/** Pictures of those who hold accounts: made small and clean when they come in, seen by tills, staff and who sent them. */
@NullMarked
package dk.bykassen.picture;

import org.jspecify.annotations.NullMarked;
