/** The HTTP server: routes, requests, answers, pages and words. */
@NullMarked
package dk.bykassen.simulator.web;

import org.jspecify.annotations.NullMarked;
