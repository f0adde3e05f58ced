package dk.bykassen.identity;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who somebody is and how they sign in. Asked last: as long as others still have to erase, the person can be looked up. */
@Component
class IdentityPersonalData implements PersonalData {

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final WayStore ways;
    private final InstantSource clock;

    IdentityPersonalData(JdbcClient jdbc, Keyring keyring, WayStore ways, InstantSource clock) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.ways = ways;
        this.clock = clock;
    }

    @Override
    public String source() {
        return "identity";
    }

    @Override
    public Set<String> tables() {
        return Set.of(
                "identity.person",
                "identity.person_number",
                "identity.way",
                "identity.session",
                "identity.number_guess",
                "identity.draft");
    }

    @Override
    public List<Part> parts() {
        return List.of(
                Part.of(
                        "person",
                        "firstName",
                        "lastName",
                        "birthDate",
                        "email",
                        "emailConfirmedAt",
                        "mobile",
                        "mobileConfirmedAt",
                        "privatePhone",
                        "workPhone",
                        "gender",
                        "kind",
                        "companyName",
                        "businessNumber",
                        "contactPerson",
                        "language",
                        "address",
                        "postcode",
                        "city",
                        "isProtected",
                        "createdAt",
                        "changedAt"),
                Part.of("numbers", "country", "number", "addedAt"),
                Part.of("ways", "issuer", "subject", "linkedAt", "lastUsedAt"),
                Part.of("guesses", "since", "guesses"),
                Part.of("sessions", "way", "device", "createdAt", "lastSeenAt", "expiresAt", "endedAt"),
                Part.of("drafts", "keptAt", "expiresAt"));
    }

    @Override
    public void export(Subject person, Export out) {
        about(person, "select * from identity.person where tenant_id = :tenant and id = :person")
                .query((ResultSet row) -> out.row(
                        "person",
                        row.getString("first_name"),
                        row.getString("last_name"),
                        row.getObject("birth_date", LocalDate.class),
                        row.getString("email"),
                        row.getTimestamp("email_confirmed_at"),
                        row.getString("mobile"),
                        row.getTimestamp("mobile_confirmed_at"),
                        row.getString("private_phone"),
                        row.getString("work_phone"),
                        row.getString("gender"),
                        row.getString("kind"),
                        row.getString("company_name"),
                        row.getString("business_number"),
                        row.getString("contact_person"),
                        row.getString("language"),
                        row.getString("address"),
                        row.getString("postcode"),
                        row.getString("city"),
                        row.getBoolean("is_protected"),
                        row.getTimestamp("created_at"),
                        row.getTimestamp("changed_at")));
        about(person, """
                select country, sealed, added_at
                from identity.person_number
                where tenant_id = :tenant and person_id = :person
                order by added_at
                """)
                .query((ResultSet row) -> out.row(
                        "numbers",
                        row.getString("country"),
                        keyring.decrypt(PersonStore.NUMBER, row.getBytes("sealed")),
                        row.getTimestamp("added_at")));
        about(person, """
                select issuer, subject, linked_at, last_used_at
                from identity.way
                where tenant_id = :tenant and person_id = :person
                order by linked_at
                """)
                .query((ResultSet row) -> out.row(
                        "ways",
                        row.getString("issuer"),
                        row.getString("subject"),
                        row.getTimestamp("linked_at"),
                        row.getTimestamp("last_used_at")));
        ways.eachGuess(person.id(), (since, guesses) -> out.row("guesses", since, guesses));
        about(person, """
                select way, device, created_at, last_seen_at, expires_at, ended_at
                from identity.session
                where tenant_id = :tenant and person_id = :person
                order by id
                """)
                .query((ResultSet row) -> out.row(
                        "sessions",
                        row.getString("way"),
                        row.getString("device"),
                        row.getTimestamp("created_at"),
                        row.getTimestamp("last_seen_at"),
                        row.getTimestamp("expires_at"),
                        row.getTimestamp("ended_at")));
        about(person, """
                select kept_at, expires_at
                from identity.draft
                where tenant_id = :tenant and person_id = :person
                order by id
                """)
                .query((ResultSet row) ->
                        out.row("drafts", row.getTimestamp("kept_at"), row.getTimestamp("expires_at")));
    }

    /** The eID finds nobody any more, so whoever signs in with it again is somebody new. */
    @Override
    public void close(Subject person) {
        ways.forgetGuesses(person.id());
        for (String table : List.of("way", "person_number", "draft", "session")) {
            about(person, "delete from identity." + table + " where tenant_id = :tenant and person_id = :person")
                    .update();
        }
    }

    /** Also the person they once proved to be as well. */
    @Override
    public void erase(Subject person) {
        close(person);
        about(person, """
                with recursive same as (
                    select :person::bigint as id
                    union
                    select p.id
                    from identity.person p
                    join same on p.united_with = same.id
                    where p.tenant_id = :tenant
                )
                update identity.person
                set first_name = '', last_name = '', birth_date = null, email = null, mobile = null, address = null,
                    postcode = null, city = null, is_protected = false, gender = null, private_phone = null, work_phone = null,
                    kind = 'private', company_name = null, business_number = null, contact_person = null,
                    email_confirmed_at = null, mobile_confirmed_at = null, erased_at = coalesce(erased_at, :now)
                where tenant_id = :tenant and id in (select id from same)
                """).param("now", Timestamp.from(clock.instant())).update();
    }

    private JdbcClient.StatementSpec about(Subject person, String sql) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id()).param("person", person.id());
    }
}
