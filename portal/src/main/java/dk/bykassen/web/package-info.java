/**
 * The page frame: who is asked (tenant by host), by whom ({@link dk.bykassen.web.Viewer}), in which language; forms with
 * errors, security headers, error pages. Controllers return a {@link dk.bykassen.web.Page} or a {@link dk.bykassen.web.SeeOther}.
 */
@NullMarked
package dk.bykassen.web;

import org.jspecify.annotations.NullMarked;
