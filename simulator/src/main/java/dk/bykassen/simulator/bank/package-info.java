/** The town's bank: takes payment files (ISO 20022 pain.001), pays or refuses them, and says so (pain.002). */
@NullMarked
package dk.bykassen.simulator.bank;

import org.jspecify.annotations.NullMarked;
