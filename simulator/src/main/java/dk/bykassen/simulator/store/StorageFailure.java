package dk.bykassen.simulator.store;

import java.sql.SQLException;

/** The database refused. Nobody can do anything about it here. */
public final class StorageFailure extends RuntimeException {

    StorageFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
