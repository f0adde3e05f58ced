package dk.bykassen.device;

import java.time.Duration;

/**
 * How the lean door behaves.
 *
 * @param port 0 for any free one
 * @param loops threads that read and write
 * @param connections how many devices may be connected; the next one is told to come back
 * @param places how many calls may be answered at once on threads that wait; the next one is told to come back
 * @param patience how long a request may take to arrive, and an answer to be taken
 * @param keepAlive how long a connection may stay without a request: a till keeps its own through the lunch hour
 * @param farewell how long a stop waits for what was accepted
 */
record DoorSettings(
        String address,
        int port,
        int loops,
        int connections,
        int places,
        Duration patience,
        Duration keepAlive,
        Duration farewell) {}
