package dk.bykassen.tenant;

import dk.bykassen.kernel.Keyring;
import java.util.List;

/** A database as the first node leaves it: roles and tables, and nobody in it. For tests that bring their own towns. */
public final class PreparedDatabase {

    private PreparedDatabase() {}

    /** @param secrets the line of the secrets file the nodes will have */
    public static void at(String address, String secrets) {
        new DatabaseOwner(DatabaseAddress.parse(address), Keyring.parse(secrets), true, List.of(), List.of()).prepare();
    }
}
