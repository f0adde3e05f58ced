package dk.bykassen.identity;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Columns;
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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    Optional<PersonNumber> number(long person, PersonNumber.Country country) {
        return jdbc.sql("""
                select sealed
                from identity.person_number
                where tenant_id = :tenant and person_id = :person and country = :country
                order by added_at desc
                limit 1
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("country", country.name())
                .query((row, line) -> new PersonNumber(country, keyring.decrypt(NUMBER, row.getBytes("sealed"))))
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

    Map<UUID, String> namesByPublicId(Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        jdbc.sql("""
                select public_id, first_name, last_name
                from identity.person
                where tenant_id = :tenant and public_id = any (:ids)
                """)
                .param("tenant", Tenants.current().id())
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    names.put(
                            row.getObject("public_id", UUID.class),
                            Names.shown(row.getString("first_name"), row.getString("last_name")));
                });
        return names;
    }

    Map<Long, String> names(Collection<Long> ids) {
        return jdbc
                .sql("""
                select id, first_name, last_name
                from identity.person
                where tenant_id = :tenant and id = any (:ids)
                """)
                .param("tenant", Tenants.current().id())
                .param("ids", ids.toArray(Long[]::new))
                .query((row, number) -> Map.entry(
                        row.getLong("id"), Names.shown(row.getString("first_name"), row.getString("last_name"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Person create(NewPerson person) {
        UUID publicId = Uuid7.next();
        long id = jdbc.sql("""
                insert into identity.person (
                    tenant_id, public_id, first_name, last_name, birth_date, email, mobile, address, postcode, city,
                    kind, company_name, business_number, contact_person, language, is_protected, named_by_eid,
                    created_at, changed_at
                )
                values (
                    :tenant, :public_id, :first_name, :last_name, :birth_date, :email, :mobile, :address, :postcode, :city,
                    :kind, :company_name, :business_number, :contact_person, :language, :is_protected, :named_by_eid,
                    :now, :now
                )
                returning id
                """)
                .param("tenant", Tenants.current().id())
                .param("public_id", publicId)
                .param("first_name", person.firstName().strip())
                .param("last_name", person.lastName().strip())
                .param("birth_date", person.birthDate())
                .param("email", person.contact().email())
                .param("mobile", person.contact().mobile())
                .param("address", person.home().address())
                .param("postcode", person.home().postcode())
                .param("city", person.home().city())
                .params(company(person.company()))
                .param("language", person.language().getLanguage())
                .param("is_protected", person.isProtected())
                .param("named_by_eid", person.isNamedByEid())
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

    /** The eID told this name. */
    void rename(long person, Names.Parts name) {
        jdbc.sql("""
                update identity.person
                set first_name = :first, last_name = :last, is_protected = false, named_by_eid = true,
                    changed_at = :now, version = version + 1
                where tenant_id = :tenant and id = :id
                """)
                .param("first", name.first())
                .param("last", name.last())
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", Tenants.current().id())
                .param("id", person)
                .update();
    }

    /** The eID told the very name on file. */
    void markNamedByEid(long person) {
        jdbc.sql("update identity.person set named_by_eid = true where tenant_id = :tenant and id = :id")
                .param("tenant", Tenants.current().id())
                .param("id", person)
                .update();
    }

    /** Whether it was not so before. */
    boolean protect(long person) {
        return jdbc.sql("""
                update identity.person
                set is_protected = true, changed_at = :now, version = version + 1
                where tenant_id = :tenant and id = :id and not is_protected
                """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("tenant", Tenants.current().id())
                        .param("id", person)
                        .update()
                == 1;
    }

    /** Takes the person's row until the transaction ends: what is read of it stays true. Empty for nobody. */
    Optional<Person> lock(long id) {
        boolean there = jdbc.sql("select true from identity.person where tenant_id = :tenant and id = :id for update")
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .isPresent();
        return there ? find(id) : Optional.empty();
    }

    void change(long person, Details details) {
        jdbc.sql("""
                update identity.person
                set first_name = :first, last_name = :last, birth_date = :born, gender = :gender,
                    private_phone = :private_phone, work_phone = :work_phone, language = :language,
                    address = :address, postcode = :postcode, city = :city,
                    kind = :kind, company_name = :company_name, business_number = :business_number,
                    contact_person = :contact_person, changed_at = :now, version = version + 1
                where tenant_id = :tenant and id = :id
                """)
                .param("first", details.firstName())
                .param("last", details.lastName())
                .param("born", details.birthDate())
                .param(
                        "gender",
                        details.gender() == null ? null : details.gender().code())
                .param("private_phone", details.privatePhone())
                .param("work_phone", details.workPhone())
                .param("language", details.language().getLanguage())
                .param("address", details.address())
                .param("postcode", details.postcode())
                .param("city", details.city())
                .params(company(details.company()))
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", Tenants.current().id())
                .param("id", person)
                .update();
    }

    /** Kept where none was known. */
    void learnBirthDate(long person, @Nullable LocalDate date) {
        jdbc.sql("""
                update identity.person
                set birth_date = :date
                where tenant_id = :tenant and id = :id and birth_date is null
                """)
                .param("date", date)
                .param("tenant", Tenants.current().id())
                .param("id", person)
                .update();
    }

    byte[] lookup(PersonNumber number) {
        return keyring.lookup(NUMBER, number.country() + number.digits());
    }

    static Map<String, ?> company(@Nullable Company company) {
        var columns = new HashMap<String, @Nullable String>();
        columns.put("kind", company == null ? "private" : "company");
        columns.put("company_name", company == null ? null : company.name());
        columns.put("business_number", company == null ? null : company.number());
        columns.put("contact_person", company == null ? null : company.contactPerson());
        return columns;
    }

    private static Person person(ResultSet row, int rowNumber) throws SQLException {
        String companyName = row.getString("company_name");
        return new Person(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getObject("birth_date", LocalDate.class),
                Gender.coded(Objects.requireNonNullElse(row.getString("gender"), ""))
                        .orElse(null),
                row.getString("shown"),
                row.getString("email"),
                Columns.instant(row, "email_confirmed_at"),
                row.getString("mobile"),
                Columns.instant(row, "mobile_confirmed_at"),
                row.getString("private_phone"),
                row.getString("work_phone"),
                Locale.of(row.getString("language")),
                row.getString("address"),
                row.getString("postcode"),
                row.getString("city"),
                row.getBoolean("is_protected"),
                row.getBoolean("named_by_eid"),
                companyName == null
                        ? null
                        : new Company(companyName, row.getString("business_number"), row.getString("contact_person")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                row.getInt("version"));
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
