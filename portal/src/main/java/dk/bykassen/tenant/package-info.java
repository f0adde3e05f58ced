/**
 * Who runs a portal: host, brand, languages, currency, words; the database roles and the guard of rows. Whatever runs SQL
 * does so inside {@link dk.bykassen.tenant.Tenants#inTenant} or a request, within a transaction that names the tenant to
 * the database.
 */
@NullMarked
package dk.bykassen.tenant;

import org.jspecify.annotations.NullMarked;
