package dk.bykassen.transfer;

import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Money;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** <i>Overfør</i>: from one account to another at once, with a look at both before. */
@Controller
class TransferController {

    private final Transfers transfers;
    private final Frames frames;

    TransferController(Transfers transfers, Frames frames) {
        this.transfers = transfers;
        this.frames = frames;
    }

    /** What the check page leads back with fills the form again. */
    @GetMapping("/accounts/{id}/transfer")
    Answer form(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount from = transfers.source(viewer, id);
        return page(from, transfers.targets(viewer, from), Form.of(request));
    }

    @PostMapping("/accounts/{id}/transfer")
    Answer fill(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount from = transfers.source(viewer, id);
        List<MyAccount> offered = transfers.targets(viewer, from);
        TransferForm typed = read(request);
        Optional<MyAccount> to = typed.target(offered);
        Optional<Money> amount = typed.amount(from.balance());
        if (to.isEmpty() || amount.isEmpty()) {
            return page(from, offered, typed.form()).refused();
        }
        return SeeOther.to("/accounts/%s/transfer/check?to=%s&amount=%s&key=%s"
                .formatted(id, to.get().publicId(), plain(amount.get()), UUID.randomUUID()));
    }

    @GetMapping("/accounts/{id}/transfer/check")
    Answer check(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount from = transfers.source(viewer, id);
        TransferForm typed = read(request);
        Optional<MyAccount> to = typed.target(transfers.targets(viewer, from));
        Optional<Money> amount = typed.amount(from.balance());
        Optional<UUID> key = typed.key();
        if (to.isEmpty() || amount.isEmpty() || key.isEmpty()) {
            return SeeOther.to("/accounts/" + id + "/transfer");
        }
        return Page.of("transfer/check")
                .with("from", from)
                .with("to", to.get())
                .with("amount", amount.get())
                .with("typed", plain(amount.get()))
                .with("key", key.get());
    }

    /** A second click finds the money gone already: what the page asked is asked again only where nothing was moved yet. */
    @PostMapping("/accounts/{id}/transfer/check")
    Answer make(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount from = transfers.source(viewer, id);
        TransferForm typed = read(request);
        Optional<Transfers.Wish> wish = typed.wish(from);
        if (wish.isEmpty()) {
            return SeeOther.to("/accounts/" + id + "/transfer");
        }
        switch (transfers.make(viewer, wish.get())) {
            case Transfers.Made(UUID made) -> {
                return SeeOther.to("/transfers/" + made);
            }
            case Transfers.TooLittle little -> typed.rejectBalance(from.balance());
            case Transfers.Full(Money room) -> typed.rejectRoom(room);
            case Transfers.Unusable unusable -> typed.target(transfers.targets(viewer, from));
            case Transfers.Used used -> {
                return SeeOther.to("/accounts/" + id + "/transfer");
            }
        }
        return page(from, transfers.targets(viewer, from), typed.form()).refused();
    }

    @GetMapping("/transfers/{id}")
    Answer receipt(SignedIn viewer, @PathVariable UUID id) {
        return Page.of("transfer/receipt").with("transfer", transfers.find(viewer, id));
    }

    private TransferForm read(HttpServletRequest request) {
        return new TransferForm(Form.of(request), frames.wording(Languages.of(request)));
    }

    private static Page page(MyAccount from, List<MyAccount> offered, Form form) {
        return Page.of("transfer/transfer")
                .with("from", from)
                .with("offered", offered)
                .with("form", form);
    }

    /** As people type it: {@code 50,00}. */
    private static String plain(Money money) {
        return BigDecimal.valueOf(money.minor(), money.currency().getDefaultFractionDigits())
                .toPlainString()
                .replace('.', ',');
    }
}
