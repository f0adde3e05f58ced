package dk.bykassen.web;

import dk.bykassen.web.LiveSign.Reading;
import dk.bykassen.web.LiveSign.State;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether the portal works: what was last seen to, asked of each module while the page is made. */
@Controller
@Open
class StatusController {

    private static final Logger LOG = LoggerFactory.getLogger(StatusController.class);

    private final List<LiveSign> signs;

    StatusController(List<LiveSign> signs) {
        this.signs =
                signs.stream().sorted(Comparator.comparingInt(LiveSign::order)).toList();
    }

    @GetMapping("/status")
    Page status() {
        List<StatusLine> lines = signs.stream()
                .flatMap(sign -> read(sign).map(reading -> new StatusLine(sign.name(), reading)).stream())
                .toList();
        boolean calm = lines.stream().noneMatch(line -> line.reading().state() == State.FAILS);
        return Page.of("web/status").with("lines", lines).with("calm", calm);
    }

    private static Optional<Reading> read(LiveSign sign) {
        try {
            return sign.read();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("{} cannot be read: {}", sign.name(), e.getClass().getName());
            return Optional.of(new Reading(State.FAILS, null));
        }
    }
}
