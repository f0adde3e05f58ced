package dk.bykassen.picture;

import dk.bykassen.tenant.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is sealed here. */
@Configuration
class PictureConfiguration {

    @Bean
    SealedColumn sealedPictures() {
        return new SealedColumn("picture.picture", "account_id", "sealed", PictureStore.PURPOSE);
    }
}
