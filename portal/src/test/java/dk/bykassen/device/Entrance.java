package dk.bykassen.device;

import org.springframework.context.ApplicationContext;

/** The doors that answer devices; what is told of one in a story holds for both. */
public enum Entrance {
    PORTAL {
        @Override
        public int port(ApplicationContext portal) {
            return portal.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        }
    },
    LEAN {
        @Override
        public int port(ApplicationContext portal) {
            return portal.getBean(LeanDoor.class).port();
        }
    };

    public abstract int port(ApplicationContext portal);
}
