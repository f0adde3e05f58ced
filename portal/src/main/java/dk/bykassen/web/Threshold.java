package dk.bykassen.web;

import jakarta.servlet.http.HttpServletRequest;

/** Somebody other than a tenant who answers at a host of its own, such as the demo's front door. */
public interface Threshold {
    boolean serves(HttpServletRequest request);
}
