package dk.bykassen.identity;

import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows that are touched when two persons become one. */
@Repository
class ReunionStore {

    private final JdbcClient jdbc;

    ReunionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Holds the persons' rows, the elder first, so that browsers that begin at either end cannot wait for each other.
     * False when one of them has been united with somebody.
     */
    boolean hold(long... persons) {
        long[] distinct = LongStream.of(persons).distinct().sorted().toArray();
        return LongStream.of(distinct).filter(this::hold).count() == distinct.length;
    }

    private boolean hold(long person) {
        return jdbc.sql("""
                select true
                from identity.person
                where tenant_id = :tenant and id = :id and united_with is null
                for update
                """)
                .param("tenant", Tenants.current().id())
                .param("id", person)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    /** Numbers, and the contact and birth date the other lacks; the row that is left says nothing about anybody. */
    void handOver(long from, long to, Instant now) {
        jdbc.sql("update identity.person_number set person_id = :to where tenant_id = :tenant and person_id = :from")
                .param("to", to)
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .update();
        jdbc.sql("""
                update identity.person t
                set email = coalesce(t.email, f.email),
                    email_confirmed_at = case when t.email is null then f.email_confirmed_at else t.email_confirmed_at end,
                    mobile = coalesce(t.mobile, f.mobile),
                    mobile_confirmed_at = case when t.mobile is null then f.mobile_confirmed_at else t.mobile_confirmed_at end,
                    private_phone = coalesce(t.private_phone, f.private_phone),
                    work_phone = coalesce(t.work_phone, f.work_phone),
                    gender = coalesce(t.gender, f.gender),
                    birth_date = coalesce(t.birth_date, f.birth_date),
                    address = case when t.address is null then f.address else t.address end,
                    postcode = case when t.address is null then f.postcode else t.postcode end,
                    city = case when t.address is null then f.city else t.city end,
                    is_protected = t.is_protected or f.is_protected,
                    changed_at = :now,
                    version = t.version + 1
                from identity.person f
                where t.tenant_id = :tenant and t.id = :to and f.tenant_id = :tenant and f.id = :from
                """)
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("to", to)
                .param("from", from)
                .update();
        jdbc.sql("""
                update identity.person
                set united_with = :to, first_name = '', last_name = '', birth_date = null, gender = null,
                    email = null, email_confirmed_at = null, mobile = null, mobile_confirmed_at = null,
                    private_phone = null, work_phone = null, address = null, postcode = null, city = null,
                    kind = 'private', company_name = null, business_number = null, contact_person = null,
                    changed_at = :now, version = version + 1
                where tenant_id = :tenant and id = :from
                """)
                .param("to", to)
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .update();
    }
}
