/** What people may ask of their own data: a copy of everything, that it is put right, and that it goes away. */
@NullMarked
package dk.bykassen.privacy;

import org.jspecify.annotations.NullMarked;
