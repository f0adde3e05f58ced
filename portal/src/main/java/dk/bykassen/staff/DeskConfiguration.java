package dk.bykassen.staff;

import dk.bykassen.identity.SessionArgument;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hangs the desk's door, and hands its controllers who asks. */
@Configuration
class DeskConfiguration implements WebMvcConfigurer {

    private final DeskDoor door;
    private final DeskSessions sessions;

    DeskConfiguration(DeskDoor door, DeskSessions sessions) {
        this.door = door;
        this.sessions = sessions;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(door);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new SessionArgument<>(StaffMember.class, sessions::of));
    }
}
