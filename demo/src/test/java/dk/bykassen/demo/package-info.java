@NullMarked
package dk.bykassen.demo;

import org.jspecify.annotations.NullMarked;
