package dk.bykassen.bench;

/** When a connection that is free asks again. */
interface Pace {
    void free(HttpCaller caller);
}
