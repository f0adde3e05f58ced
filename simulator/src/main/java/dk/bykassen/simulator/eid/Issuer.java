package dk.bykassen.simulator.eid;

import java.util.List;
import java.util.Optional;

/** The four simulated brokers. Each is an OpenID Connect issuer at {@code /eid/<path>}. */
enum Issuer {
    /** A MitID broker with the public sector's agreement: hands over the CPR number to those who ask. */
    MITID("mitid", "MitID"),
    /** A MitID broker without it: whatever is asked, there is no CPR number. */
    MITID_NOCPR("mitid-nocpr", "MitID"),
    /** ID-porten, the Norwegian public sector's. */
    IDPORTEN("idporten", "ID-porten"),
    /** The organisation's own directory of employees. */
    STAFF("staff", "");

    private final String path;
    private final String brand;

    Issuer(String path, String brand) {
        this.path = path;
        this.brand = brand;
    }

    static Optional<Issuer> at(String path) {
        for (Issuer issuer : values()) {
            if (issuer.path.equals(path)) {
                return Optional.of(issuer);
            }
        }
        return Optional.empty();
    }

    String path() {
        return path;
    }

    String brand() {
        return brand;
    }

    boolean isMitId() {
        return this == MITID || this == MITID_NOCPR;
    }

    List<String> scopes() {
        return switch (this) {
            case MITID -> List.of("openid", "mitid", "ssn");
            case MITID_NOCPR -> List.of("openid", "mitid");
            case IDPORTEN -> List.of("openid", "profile");
            case STAFF -> List.of("openid", "profile", "email");
        };
    }

    /** The levels of assurance this broker can vouch for, lowest first. */
    List<String> levels() {
        return switch (this) {
            case MITID, MITID_NOCPR ->
                List.of(
                        "https://data.gov.dk/concept/core/nsis/Low",
                        "https://data.gov.dk/concept/core/nsis/Substantial",
                        "https://data.gov.dk/concept/core/nsis/High");
            case IDPORTEN -> List.of("idporten-loa-low", "idporten-loa-substantial", "idporten-loa-high");
            case STAFF -> List.of("password", "mfa");
        };
    }
}
