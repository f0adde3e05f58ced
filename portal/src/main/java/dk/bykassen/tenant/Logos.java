package dk.bykassen.tenant;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** A tenant's logos, drawn as SVG about 44 pixels high. */
@Component
public class Logos {

    /** For the header; for a header of paper in dark schemes; for white paper where the header is not. */
    public enum Variant {
        NORMAL("logo"),
        DARK("logo_dark"),
        MONO("logo_mono");

        private final String column;

        Variant(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    private final TenantStore store;

    Logos(TenantStore store) {
        this.store = store;
    }

    public Optional<byte[]> find(Tenant tenant, Variant variant) {
        return store.logo(tenant.id(), variant);
    }
}
