package dk.bykassen.staff;

import dk.bykassen.identity.KnownPeople;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Tenant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which customers of a file are known already: by person number first, else by an address. An address alone is not enough
 * where two numbers tell that it is shared by two humans, as parents share theirs with a child.
 */
@Component
class Acquaintances {

    private final KnownPeople people;

    Acquaintances(KnownPeople people) {
        this.people = people;
    }

    /** Answers for those it was asked about. */
    record Known(
            Tenant.Country country,
            Map<PersonNumber, Long> numbers,
            Map<String, KnownPeople.Owner> emails,
            Map<String, KnownPeople.Owner> mobiles) {

        /** The person {@code customer} is. */
        Optional<Long> person(Customer customer) {
            Optional<PersonNumber> number = customer.personNumber(country);
            Optional<Long> byNumber = number.map(numbers::get);
            return byNumber.isPresent()
                    ? byNumber
                    : owner(customer)
                            .filter(owner -> number.isEmpty() || !owner.hasNumber())
                            .map(KnownPeople.Owner::person);
        }

        private Optional<KnownPeople.Owner> owner(Customer customer) {
            return Optional.ofNullable(customer.email())
                    .map(emails::get)
                    .or(() -> Optional.ofNullable(customer.mobile()).map(mobiles::get));
        }
    }

    Known among(Collection<Customer> customers, Tenant.Country country) {
        return new Known(
                country,
                people.byNumber(customers.stream()
                        .flatMap(customer -> customer.personNumber(country).stream())
                        .toList()),
                people.byEmail(customers.stream()
                        .map(Customer::email)
                        .filter(Objects::nonNull)
                        .toList()),
                people.byMobile(customers.stream()
                        .map(Customer::mobile)
                        .filter(Objects::nonNull)
                        .toList()));
    }
}
