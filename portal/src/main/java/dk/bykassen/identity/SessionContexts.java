package dk.bykassen.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Lets Spring Security see our sessions. Nothing is ever saved through it: sessions begin in {@link Arrivals} alone. */
@Component
class SessionContexts implements SecurityContextRepository {

    private final Sessions sessions;

    SessionContexts(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        sessions.signedIn(holder.getRequest()).ifPresent(person -> context.setAuthentication(new Citizen(person)));
        return context;
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return sessions.signedIn(request).isPresent();
    }

    private static final class Citizen extends AbstractAuthenticationToken {

        private final transient SignedIn person;

        Citizen(SignedIn person) {
            super(List.of());
            this.person = person;
            setAuthenticated(true);
        }

        @Override
        public Object getPrincipal() {
            return person;
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public String getName() {
            return person.publicId().toString();
        }
    }
}
