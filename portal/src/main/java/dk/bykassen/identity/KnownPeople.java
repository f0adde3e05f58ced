package dk.bykassen.identity;

import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who of many is known already; one query for all of a kind. */
@Service
@Transactional(readOnly = true)
public class KnownPeople {

    private final JdbcClient jdbc;
    private final PersonStore people;

    KnownPeople(JdbcClient jdbc, PersonStore people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /**
     * Somebody an address belongs to.
     *
     * @param hasNumber whether a state's number tells this human from another of the same address
     */
    public record Owner(long person, boolean hasNumber) {}

    /** By number; those whom nobody has are left out. */
    public Map<PersonNumber, Long> byNumber(Collection<PersonNumber> numbers) {
        var wanted = new HashMap<String, PersonNumber>();
        numbers.forEach(number -> wanted.put(HexFormat.of().formatHex(people.lookup(number)), number));
        var found = new HashMap<PersonNumber, Long>();
        jdbc.sql("""
                select encode(lookup, 'hex') as lookup, person_id
                from identity.person_number
                where tenant_id = :tenant and lookup in (
                    select decode(wanted, 'hex') from unnest(:lookups::text[]) wanted
                )
                """)
                .param("tenant", Tenants.current().id())
                .param("lookups", wanted.keySet().toArray(String[]::new))
                .query((ResultSet row) -> {
                    PersonNumber number = wanted.get(row.getString("lookup"));
                    if (number != null) {
                        found.put(number, row.getLong("person_id"));
                    }
                });
        return found;
    }

    /** By e-mail in the form of {@link Addresses#email}. */
    public Map<String, Owner> byEmail(Collection<String> emails) {
        return byAddress("email", emails);
    }

    /** By mobile number in E.164. */
    public Map<String, Owner> byMobile(Collection<String> mobiles) {
        return byAddress("mobile", mobiles);
    }

    private Map<String, Owner> byAddress(String column, Collection<String> addresses) {
        var found = new HashMap<String, Owner>();
        jdbc.sql("""
                select p.%1$s as address, p.id, exists (
                           select from identity.person_number n where n.tenant_id = p.tenant_id and n.person_id = p.id
                       ) as has_number
                from identity.person p
                where p.tenant_id = :tenant and p.%1$s = any (:addresses::text[])
                order by p.id desc
                """.formatted(column))
                .param("tenant", Tenants.current().id())
                .param("addresses", addresses.toArray(String[]::new))
                .query((ResultSet row) -> {
                    found.put(row.getString("address"), new Owner(row.getLong("id"), row.getBoolean("has_number")));
                });
        return found;
    }
}
