package dk.bykassen.tenant;

/** SQL, or anything else that belongs to somebody, was asked for without saying for which tenant. */
public final class NoTenant extends IllegalStateException {
    public NoTenant() {
        super(
                "No tenant is bound here: run this inside Tenants.inTenant(…) or a request to a tenant's host, in a transaction.");
    }
}
