package dk.bykassen.simulator.store;

import java.io.IOException;
import java.nio.file.Path;

/** The data folder cannot be opened, as a rule because another simulator is running on it. */
public final class DataInUse extends IOException {

    DataInUse(Path folder, Throwable cause) {
        super("The simulator cannot open its data in " + folder + "; is another simulator running on it?", cause);
    }
}
