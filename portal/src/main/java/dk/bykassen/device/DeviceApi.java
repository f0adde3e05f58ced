package dk.bykassen.device;

import java.util.List;

/** The calls of devices that a module answers, at every door. A bean per module. */
public interface DeviceApi {
    List<Route> routes();
}
