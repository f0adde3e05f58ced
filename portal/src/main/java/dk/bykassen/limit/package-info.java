/** What an account may be spent on: amounts by day, week and month, places, groups of items, allergens. */
@NullMarked
package dk.bykassen.limit;

import org.jspecify.annotations.NullMarked;
