package dk.bykassen.profile;

import dk.bykassen.identity.SignedIn;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Page;
import dk.bykassen.web.ServiceInUse;
import dk.bykassen.web.Viewer;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;

/** <i>Tjeneste</i>: what somebody uses here, as each module tells it. */
@Controller
class ServicesController {

    private final ObjectProvider<ServiceInUse> services;
    private final TransactionTemplate transactions;

    ServicesController(ObjectProvider<ServiceInUse> services, TransactionTemplate transactions) {
        this.services = services;
        this.transactions = transactions;
    }

    @GetMapping("/profile/services")
    Answer page(SignedIn viewer) {
        var person = new Viewer.Person(
                viewer.personId(), viewer.publicId(), viewer.firstName(), viewer.lastName(), viewer.sessionEnds());
        List<ServiceInUse.Use> uses = transactions.execute(status -> services.orderedStream()
                .flatMap(service -> service.of(person).stream())
                .toList());
        return Page.of("profile/services").with("uses", uses);
    }
}
