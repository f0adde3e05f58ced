package dk.bykassen.simulator.eid;

import dk.bykassen.simulator.web.Json;
import java.time.LocalDate;
import java.time.Period;
import tools.jackson.databind.node.ObjectNode;

/** What the brokers tell about a person in UserInfo, in each broker's own names. */
final class Claims {

    private Claims() {}

    /** The person at this client only, as ID-porten and the MitID brokers do it. */
    static String subject(Grant grant) {
        return grant.person().pseudonym(grant.issuer().path(), grant.clientId()).toString();
    }

    /**
     * @param withNumber false plays a broker that forgets the person number
     */
    static ObjectNode userInfo(Grant grant, LocalDate today, boolean withNumber) {
        ObjectNode claims = Json.object().put("sub", subject(grant));
        Person person = grant.person();
        switch (grant.issuer()) {
            case MITID, MITID_NOCPR -> mitId(claims, grant, today, withNumber);
            case IDPORTEN -> {
                if (withNumber) {
                    person.personNumber().ifPresent(pid -> claims.put("pid", pid));
                }
            }
            case STAFF -> {
                claims.put("name", person.name()).put("email", person.email()).put("email_verified", true);
                person.roles().forEach(claims.putArray("roles")::add);
            }
        }
        return claims;
    }

    /** Signaturgruppen's names; like there, every value is text. */
    private static void mitId(ObjectNode claims, Grant grant, LocalDate today, boolean withNumber) {
        Person person = grant.person();
        if (grant.scopes().contains("mitid")) {
            claims.put("mitid.uuid", person.pseudonym("mitid").toString())
                    .put("mitid.date_of_birth", person.born().toString())
                    .put(
                            "mitid.age",
                            Integer.toString(
                                    Period.between(person.born(), today).getYears()))
                    .put("mitid.has_cpr", Boolean.toString(person.personNumber().isPresent()))
                    .put("mitid.identity_name", person.identityName())
                    .put("mitid.transaction_id", grant.transactionId());
        }
        if (grant.scopes().contains("ssn") && grant.issuer() == Issuer.MITID && withNumber) {
            person.personNumber().ifPresent(cpr -> claims.put("dk.cpr", cpr));
        }
    }
}
