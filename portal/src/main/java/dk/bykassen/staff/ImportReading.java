package dk.bykassen.staff;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads a file line by line and judges each: new, known already, or at fault. Begun again, it begins at the first line. */
@Component
class ImportReading {

    /** Lines judged and written together. */
    private static final int CHUNK = 500;

    private final ImportStore store;
    private final Acquaintances acquaintances;
    private final TransactionTemplate transactions;

    ImportReading(ImportStore store, Acquaintances acquaintances, TransactionTemplate transactions) {
        this.store = store;
        this.acquaintances = acquaintances;
        this.transactions = transactions;
    }

    void run(UUID publicId) {
        transactions
                .execute(status -> store.find(publicId))
                .filter(found -> found.state() == CustomerImport.State.READING)
                .ifPresent(this::read);
    }

    private void read(CustomerImport reading) {
        String text = transactions.execute(status -> {
            store.forgetRows(reading.id());
            return store.content(reading.id());
        });
        var judge = new Judge(reading.id(), Tenants.current().country());
        CustomerFile.again(text).forEach(judge::take);
        judge.write();
        transactions.executeWithoutResult(status -> store.isRead(reading.id()));
    }

    /** Remembers what the file said before, so that nobody is in it twice. */
    private final class Judge {

        private final long id;
        private final Tenant.Country country;
        private final Map<String, Customer> seen = new HashMap<>();
        private final List<ImportStore.Judged> chunk = new ArrayList<>();

        Judge(long id, Tenant.Country country) {
            this.id = id;
            this.country = country;
        }

        void take(CustomerFile.Line line) {
            chunk.add(
                    switch (Customer.of(line, country)) {
                        case Customer.Wrong(Customer.Fault fault) -> wrong(line.number(), fault, null);
                        case Customer.Right(Customer customer)
                        when isThereAlready(customer) -> wrong(line.number(), Customer.Fault.TWICE, customer);
                        case Customer.Right(Customer customer) ->
                            new ImportStore.Judged(line.number(), "new", null, customer, null);
                    });
            if (chunk.size() == CHUNK) {
                write();
            }
        }

        void write() {
            transactions.executeWithoutResult(status -> {
                Acquaintances.Known known = acquaintances.among(
                        chunk.stream()
                                .filter(row -> row.state().equals("new"))
                                .flatMap(row -> Stream.ofNullable(row.customer()))
                                .toList(),
                        country);
                store.addRows(
                        id, chunk.stream().map(row -> recognised(row, known)).toList());
            });
            chunk.clear();
        }

        private ImportStore.Judged recognised(ImportStore.Judged row, Acquaintances.Known known) {
            Customer customer = row.customer();
            return customer == null || !row.state().equals("new")
                    ? row
                    : known.person(customer)
                            .map(person -> new ImportStore.Judged(row.line(), "known", null, customer, person))
                            .orElse(row);
        }

        /** By number; by an address only while two numbers do not tell that two humans share it. */
        private boolean isThereAlready(Customer customer) {
            boolean twice = Stream.of(customer.email(), customer.mobile())
                    .filter(Objects::nonNull)
                    .map(seen::get)
                    .filter(Objects::nonNull)
                    .anyMatch(other -> other.number() == null || customer.number() == null);
            twice |= customer.number() != null && seen.containsKey(customer.number());
            if (!twice) {
                Stream.of(customer.number(), customer.email(), customer.mobile())
                        .filter(Objects::nonNull)
                        .forEach(key -> seen.put(key, customer));
            }
            return twice;
        }

        private static ImportStore.Judged wrong(int line, Customer.Fault fault, @Nullable Customer customer) {
            return new ImportStore.Judged(line, "faulty", fault.code(), customer, null);
        }
    }
}
