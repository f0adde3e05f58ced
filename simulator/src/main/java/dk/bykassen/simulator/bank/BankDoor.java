package dk.bykassen.simulator.bank;

import dk.bykassen.simulator.bank.BankFault.Ordered;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.HttpProblem;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.web.Router;
import dk.bykassen.simulator.world.Orders;
import dk.bykassen.simulator.world.Tenants;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** {@code /bank/payments}: where the towns' systems hand in files and ask what became of them. */
final class BankDoor {

    /** How long the bank takes when nothing goes wrong. */
    private static final Duration USUAL = Duration.ofSeconds(4);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LATENESS = Duration.ofMinutes(10);
    private static final String KEY = "Bearer bank-demo-key-";

    private final BankBooks books;
    private final Orders<Ordered> faults;
    private final InstantSource clock;

    BankDoor(BankBooks books, Orders<Ordered> faults, InstantSource clock) {
        this.books = books;
        this.faults = faults;
        this.clock = clock;
    }

    void addRoutes(Router router) {
        router.post("/bank/payments", this::take).get("/bank/payments/{file}", this::tell);
    }

    private Answer take(Request request) {
        String tenant = tenant(request);
        Optional<Ordered> fault = faults.take(order -> order.fault() != BankFault.DUPLICATE_ANSWER);
        if (fault.isPresent() && fault.get().fault() == BankFault.ERROR500) {
            throw new HttpProblem(500, "The bank has stumbled.");
        }
        if (fault.isPresent() && fault.get().fault() == BankFault.TIMEOUT) {
            return new Answer.Silence(fault.get().delayOr(PATIENCE));
        }
        boolean isLate = fault.isPresent() && fault.get().fault() == BankFault.LATE_ANSWER;
        PaymentFile file = PaymentFile.read(request.body());
        books.take(tenant, file, digest(request.body()), isLate ? fault.get().delayOr(LATENESS) : USUAL);
        return fault.isPresent() && !isLate
                ? new Answer.Silence(fault.get().delayOr(PATIENCE))
                : report(202, tenant, file.messageId());
    }

    private Answer tell(Request request) {
        return report(200, tenant(request), request.pathValue("file"));
    }

    private Answer report(int status, String tenant, String file) {
        List<Payment> payments = books.of(tenant, file);
        String instruction = books.instructionId(tenant, file)
                .orElseThrow(() -> new HttpProblem(404, "No file of that MsgId was handed in."));
        int times = faults.take(order -> order.fault() == BankFault.DUPLICATE_ANSWER)
                        .isPresent()
                ? 2
                : 1;
        return Answer.of(
                status,
                "application/xml; charset=utf-8",
                StatusReport.of(file, instruction, payments, clock.instant(), times));
    }

    /** One customer per tenant; none sees another's files. */
    private static String tenant(Request request) {
        return request.header("Authorization")
                .filter(key -> key.startsWith(KEY))
                .map(key -> key.substring(KEY.length()))
                .filter(Tenants::isKnown)
                .orElseThrow(() -> new HttpProblem(401, "The key is unknown."));
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
