/** Simulated eID brokers: MitID, ID-porten and the staff directory, as OpenID Connect issuers. */
@NullMarked
package dk.bykassen.simulator.eid;

import org.jspecify.annotations.NullMarked;
