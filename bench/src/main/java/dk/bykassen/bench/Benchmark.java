package dk.bykassen.bench;

import java.io.PrintStream;

/** Something worth measuring, run by name. */
interface Benchmark {

    String name();

    /** One line: what is measured against what. */
    String about();

    /** What it does when nothing is said. */
    BenchOptions usual();

    /** Measures and prints. @throws Unverified when what was measured did not do what it claims to have done */
    void run(BenchOptions options, PrintStream out) throws Exception;
}
