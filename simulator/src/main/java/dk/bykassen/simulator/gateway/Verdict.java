package dk.bykassen.simulator.gateway;

/** What the card's issuer says. */
public sealed interface Verdict {

    record Approved() implements Verdict {}

    /**
     * @param code the issuer's two characters (ISO 8583: 05 do not honour, 51 insufficient funds, 54 expired card; Visa's
     *     1A asks for the customer)
     * @param message in English, as issuers write it
     */
    record Refused(String code, String message) implements Verdict {}

    Verdict APPROVED = new Approved();
    Refused DECLINED = new Refused("05", "Do not honor");
    Refused NO_FUNDS = new Refused("51", "Insufficient funds");
    Refused CUSTOMER_NEEDED = new Refused("1A", "Additional customer authentication required");
    Refused EXPIRED = new Refused("54", "Expired card");
}
