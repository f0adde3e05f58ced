/**
 * The portal with four invented towns, a front door that leads to them and a clock that can be moved. None of it is on the
 * class path of a production start.
 */
@NullMarked
package dk.bykassen.demo;

import org.jspecify.annotations.NullMarked;
