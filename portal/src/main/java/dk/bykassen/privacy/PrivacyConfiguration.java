package dk.bykassen.privacy;

import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.web.ProfileTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class PrivacyConfiguration {

    @Bean
    ProfileTab personalDataTab() {
        return new ProfileTab("/profile/export", "privacy.tab", 80);
    }

    @Bean
    SealedColumn sealedArchives() {
        return new SealedColumn("privacy.export", "id", "sealed", Copies.SEALED);
    }
}
