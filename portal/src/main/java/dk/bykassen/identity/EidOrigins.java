package dk.bykassen.identity;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.OutsideForms;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Signing out ends at the broker, which ends its own session too. */
@Component
class EidOrigins implements OutsideForms {

    private static final Logger LOG = LoggerFactory.getLogger(EidOrigins.class);

    private final IdentityProviders providers;

    EidOrigins(IdentityProviders providers) {
        this.providers = providers;
    }

    @Override
    public Collection<String> origins(Tenant tenant) {
        try {
            return providers.known().stream()
                    .map(provider -> provider.endpoints().endSession())
                    .filter(Objects::nonNull)
                    .map(EidOrigins::origin)
                    .toList();
        } catch (DataAccessException | TransactionException databaseGone) {
            // The page that says so must still be written.
            LOG.warn(
                    "the eID providers could not be read: {}",
                    databaseGone.getClass().getName());
            return List.of();
        }
    }

    private static String origin(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
