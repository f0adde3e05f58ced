package dk.bykassen.identity;

import dk.bykassen.web.ProfileTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This module's pages of somebody's own profile. */
@Configuration
class ProfilePages {

    @Bean
    static ProfileTab waysTab() {
        return new ProfileTab(WaysController.LIST, "ways.tab", 62);
    }

    @Bean
    static ProfileTab sessionsTab() {
        return new ProfileTab(SessionsController.LIST, "session.tab", 64);
    }
}
