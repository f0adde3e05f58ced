package dk.bykassen.device;

import org.springframework.context.ApplicationContext;

/** Where a portal's lean door is, when it was left to choose its port. For benchmarks. */
public final class DoorPort {

    private DoorPort() {}

    public static int of(ApplicationContext portal) {
        return portal.getBean(LeanDoor.class).port();
    }
}
