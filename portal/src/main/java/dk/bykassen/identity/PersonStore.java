package dk.bykassen.identity;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.KeyedLookUp;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PersonStore {

    static final String NUMBER = "person-number";
    private static final String SELECT = """
            select p.*, n.shown
            from identity.person p
            left join lateral (
                select shown
                from identity.person_number n
                where n.tenant_id = p.tenant_id and n.person_id = p.id
                order by n.added_at desc
                limit 1
            ) n on true
            """;

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final InstantSource clock;

    PersonStore(JdbcClient jdbc, Keyring keyring, InstantSource clock) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.clock = clock;
    }

    Optional<Person> find(long id) {
        return jdbc.sql(SELECT + "where p.tenant_id = :tenant and p.id = :id")
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .query(PersonStore::person)
                .optional();
    }

    Optional<Person> byPublicId(UUID publicId) {
        return jdbc.sql(SELECT + "where p.tenant_id = :tenant and p.public_id = :id")
                .param("tenant", Tenants.current().id())
                .param("id", publicId)
                .query(PersonStore::person)
                .optional();
    }

    Optional<Person> byNumber(PersonNumber number) {
        return jdbc.sql(SELECT + """
                where p.tenant_id = :tenant and p.id = (
                    select person_id from identity.person_number where tenant_id = :tenant and lookup = :lookup
                )
                """)
                .param("tenant", Tenants.current().id())
                .param("lookup", lookup(number))
                .query(PersonStore::person)
                .optional();
    }

    /** The one whom this identity at this issuer is. */
    Optional<Person> byWay(String issuer, String subject) {
        return jdbc.sql(SELECT + """
                where p.tenant_id = :tenant and p.id = (
                    select person_id
                    from identity.way
                    where tenant_id = :tenant and issuer = :issuer and subject = :subject
                )
                """)
                .param("tenant", Tenants.current().id())
                .param("issuer", issuer)
                .param("subject", subject)
                .query(PersonStore::person)
                .optional();
    }

    Map<Long, Person> byIds(Collection<Long> ids) {
        return jdbc
                .sql(SELECT + "where p.tenant_id = :tenant and p.id = any (:ids)")
                .param("tenant", Tenants.current().id())
                .param("ids", ids.toArray(Long[]::new))
                .query(PersonStore::person)
                .list()
                .stream()
                .collect(Collectors.toMap(Person::id, Function.identity()));
    }

    Map<Long, String> names(Collection<Long> ids) {
        var names = new HashMap<Long, String>();
        jdbc.sql("""
                select id, first_name, last_name
                from identity.person
                where tenant_id = :tenant and id = any (:ids)
                """)
                .param("tenant", Tenants.current().id())
                .param("ids", ids.toArray(Long[]::new))
                .query((ResultSet row) -> names.put(
                        row.getLong("id"), Names.shown(row.getString("first_name"), row.getString("last_name"))));
        return names;
    }

    Person create(NewPerson person) {
        UUID publicId = Uuid7.next();
        long id = jdbc.sql("""
                insert into identity.person (
                    tenant_id, public_id, first_name, last_name, birth_date, email, mobile, language, is_protected,
                    created_at, changed_at
                )
                values (
                    :tenant, :public_id, :first_name, :last_name, :birth_date, :email, :mobile, :language, :is_protected,
                    :now, :now
                )
                returning id
                """)
                .param("tenant", Tenants.current().id())
                .param("public_id", publicId)
                .param("first_name", person.firstName().strip())
                .param("last_name", person.lastName().strip())
                .param("birth_date", person.birthDate())
                .param("email", person.email())
                .param("mobile", person.mobile())
                .param("language", person.language().getLanguage())
                .param("is_protected", person.isProtected())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        if (person.number() != null) {
            addNumber(id, person.number());
        }
        return find(id).orElseThrow();
    }

    /** @throws NumberTaken when somebody has it */
    void addNumber(long person, PersonNumber number) {
        int added = jdbc.sql("""
                insert into identity.person_number (tenant_id, person_id, country, lookup, sealed, shown, added_at)
                values (:tenant, :person, :country, :lookup, :sealed, :shown, :now)
                on conflict (tenant_id, lookup) do nothing
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("country", number.country().name())
                .param("lookup", lookup(number))
                .param("sealed", keyring.encrypt(NUMBER, number.digits()))
                .param("shown", number.shown())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (added == 0) {
            throw new NumberTaken();
        }
    }

    void rename(long person, Names.Parts name) {
        jdbc.sql("""
                update identity.person
                set first_name = :first, last_name = :last, is_protected = false, changed_at = :now
                where tenant_id = :tenant and id = :id
                """)
                .param("first", name.first())
                .param("last", name.last())
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", Tenants.current().id())
                .param("id", person)
                .update();
    }

    void protect(long person) {
        jdbc.sql("""
                update identity.person
                set is_protected = true, changed_at = :now
                where tenant_id = :tenant and id = :id and not is_protected
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", Tenants.current().id())
                .param("id", person)
                .update();
    }

    private byte[] lookup(PersonNumber number) {
        return keyring.lookup(NUMBER, number.country() + number.digits());
    }

    private static Person person(ResultSet row, int rowNumber) throws SQLException {
        return new Person(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getObject("birth_date", LocalDate.class),
                row.getString("shown"),
                row.getString("email"),
                row.getString("mobile"),
                Locale.of(row.getString("language")),
                row.getString("address"),
                row.getString("postcode"),
                row.getString("city"),
                row.getBoolean("is_protected"));
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedNumbers() {
            return new SealedColumn("identity.person_number", "lookup", "sealed", NUMBER);
        }

        @Bean
        KeyedLookUp numberLookUp(SealedColumn sealedNumbers) {
            return new KeyedLookUp(
                    "lookup", NUMBER, sealedNumbers, "country", (row, digits) -> row.getString("country") + digits);
        }
    }
}
