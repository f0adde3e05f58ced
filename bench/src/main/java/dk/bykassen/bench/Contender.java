package dk.bykassen.bench;

/** One of those that take turns. */
interface Contender {

    /** As it stands in the table. */
    String name();

    /** After a checkpoint: what a run of minutes would else pay for all the way, is done before it is measured. */
    default void afterCheckpoint() throws Exception {}

    /** Works for one turn, and says how it went. */
    Sample turn(BenchOptions options) throws Exception;

    /** Holds what was done against the database, after every turn and outside of what is measured. @throws Unverified */
    void verify() throws Exception;
}
