/**
 * The device API's doors: calls of tills and other devices, the same on the portal's port and on a lean one of their own.
 * Modules say in a {@link dk.bykassen.device.DeviceApi} which calls they answer.
 */
@NullMarked
package dk.bykassen.device;

import org.jspecify.annotations.NullMarked;
