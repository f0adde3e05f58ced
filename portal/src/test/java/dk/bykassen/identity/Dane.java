package dk.bykassen.identity;

import dk.bykassen.kernel.PersonNumber;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Fictional Danes: a number nobody else has, and what a MitID broker tells about them. */
record Dane(String subject, String name, PersonNumber number) {

    private static final AtomicInteger SERIAL = new AtomicInteger(1000);

    /** Born on 17 May 1981; day + 60 marks the number as no real one. */
    static Dane named(String name) {
        PersonNumber number =
                PersonNumber.danish("770581" + SERIAL.incrementAndGet()).orElseThrow();
        return new Dane(UUID.randomUUID().toString(), name, number);
    }

    Map<String, Object> withNumber() {
        return Map.of(
                "sub",
                subject,
                "mitid.identity_name",
                name,
                "mitid.date_of_birth",
                born().toString(),
                "dk.cpr",
                number.digits());
    }

    Map<String, Object> withoutNumber() {
        return Map.of("sub", subject, "mitid.identity_name", name, "mitid.date_of_birth", born().toString());
    }

    LocalDate born() {
        return number.birthDate();
    }
}
