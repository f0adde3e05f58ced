/** Where the portal's e-mails and text messages end: SMTP, SMS gateway and their inbox pages. */
@NullMarked
package dk.bykassen.simulator.inbox;

import org.jspecify.annotations.NullMarked;
