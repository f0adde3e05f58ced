package dk.bykassen.web;

import dk.bykassen.tenant.Tenant;
import java.util.Collection;

/**
 * Origins a form of ours may end at after a redirect, such as a gateway's payment window: browsers hold redirects after a
 * form to the policy's {@code form-action} too. A bean per module that sends people outside.
 */
public interface OutsideForms {
    Collection<String> origins(Tenant tenant);
}
