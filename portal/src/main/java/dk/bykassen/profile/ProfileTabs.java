package dk.bykassen.profile;

import dk.bykassen.web.ProfileTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This module's tabs, and the one of the stored cards, which stand in the main menu as well. */
@Configuration
class ProfileTabs {

    @Bean
    ProfileTab profileTab() {
        return new ProfileTab("/profile", "profile.tab.profile", 10);
    }

    @Bean
    ProfileTab servicesTab() {
        return new ProfileTab("/profile/services", "profile.tab.services", 30);
    }

    @Bean
    ProfileTab cardsTab() {
        return new ProfileTab("/payment-methods", "profile.tab.cards", 40);
    }

    @Bean
    ProfileTab consentsTab() {
        return new ProfileTab("/profile/consents", "profile.tab.consents", 50);
    }
}
