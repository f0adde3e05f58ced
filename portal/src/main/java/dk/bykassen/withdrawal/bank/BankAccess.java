package dk.bykassen.withdrawal.bank;

import java.net.URI;

/**
 * How a tenant reaches its bank.
 *
 * @param base where its files go, without a slash at the end
 * @param secret what it knows us by
 */
public record BankAccess(URI base, String secret) {

    /** Never the secret: records end up in logs. */
    @Override
    public String toString() {
        return "BankAccess " + base.getHost();
    }
}
