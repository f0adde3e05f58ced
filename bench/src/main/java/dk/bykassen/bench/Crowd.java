package dk.bykassen.bench;

import java.util.List;
import java.util.Optional;

/** How shoppers reach whoever decides. */
interface Crowd extends AutoCloseable {

    /** Gets ready, outside of what is measured. */
    default void gather(List<Shopper> shoppers) throws Exception {}

    /** Lets all of them buy until {@code until} ({@link System#nanoTime}); returns when the last answer has come. */
    void shop(List<Shopper> shoppers, long until) throws Exception;

    /** Makes the database's processes that served hand in what they counted; more than a second after they served. */
    void settle() throws Exception;

    /** The application's process, where it is another than this one. */
    default Optional<OutletProcess> outlet() {
        return Optional.empty();
    }

    @Override
    default void close() throws Exception {}
}
