/**
 * Makes a tenant's whole theme, light and dark, from two brand colours, and proves that every text on it can be read.
 *
 * <p>Knows neither the web nor Spring: colours in, custom properties out.
 */
@NullMarked
package dk.bykassen.web.theme;

import org.jspecify.annotations.NullMarked;
