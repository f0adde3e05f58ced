package dk.bykassen.statement;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.People;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.TypedAmount;
import dk.bykassen.message.MayContact;
import dk.bykassen.message.MayContact.Purpose;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Where somebody says below which balance they want to be told, and how. */
@Controller
class NoticeController {

    private final Accounts accounts;
    private final Notices notices;
    private final People people;
    private final MayContact contacts;
    private final Frames frames;

    NoticeController(Accounts accounts, Notices notices, People people, MayContact contacts, Frames frames) {
        this.accounts = accounts;
        this.notices = notices;
        this.people = people;
        this.contacts = contacts;
        this.frames = frames;
    }

    @GetMapping("/accounts/{id}/notice")
    Answer form(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.of(viewer.personId(), id);
        Optional<NoticeLevel> level = notices.of(viewer.personId(), account);
        Map<String, String> known = new HashMap<>();
        level.ifPresent(set -> {
            known.put("level", frames.wording(Languages.of(request)).figure(set.level()));
            known.put("email", set.byEmail() ? "yes" : "");
            known.put("sms", set.bySms() ? "yes" : "");
        });
        known.putIfAbsent("email", "yes");
        return page(viewer, account, Form.filled(known));
    }

    @PostMapping("/accounts/{id}/notice")
    Answer set(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.of(viewer.personId(), id);
        Form form = Form.of(request);
        Optional<Money> level = level(form, frames, request);
        boolean byEmail = form.isTicked("email");
        boolean bySms = form.isTicked("sms");
        if (!byEmail && !bySms) {
            form.reject("email", "statement.fault.channel");
        }
        if (byEmail && !reaches(viewer, Channel.EMAIL)) {
            form.reject("email", "statement.fault.email");
        }
        if (bySms && !reaches(viewer, Channel.SMS)) {
            form.reject("sms", "statement.fault.sms");
        }
        if (form.hasFaults() || level.isEmpty()) {
            return page(viewer, account, form).refused();
        }
        notices.set(viewer, account, level.get(), byEmail, bySms);
        return SeeOther.to(account.page() + "/notice").saying("statement.notice.saved");
    }

    @PostMapping("/accounts/{id}/notice/end")
    Answer end(SignedIn viewer, @PathVariable UUID id) {
        MyAccount account = accounts.of(viewer.personId(), id);
        notices.end(viewer, account);
        return SeeOther.to(account.page() + "/notice").saying("statement.notice.ended");
    }

    /** More than nothing, and no more than an account can ever hold. */
    private Optional<Money> level(Form form, Frames words, HttpServletRequest request) {
        Money most = accounts.settings().maxBalance();
        String highest = words.wording(Languages.of(request)).wholeMoney(most);
        switch (TypedAmount.read(form.value("level"), most.currency())) {
            case TypedAmount.Readable(Money money) -> {
                if (money.isPositive() && !most.isLessThan(money)) {
                    return Optional.of(money);
                }
                form.reject("level", "statement.fault.level.range", highest);
            }
            case TypedAmount.TooLarge large -> form.reject("level", "statement.fault.level.range", highest);
            case TypedAmount.Missing missing -> form.reject("level", "statement.fault.level.missing");
            case TypedAmount.NotANumber wrong -> form.reject("level", "statement.fault.level.number");
            case TypedAmount.TooFine fine -> form.reject("level", "statement.fault.level.number");
        }
        return Optional.empty();
    }

    /** An address that is proved to be the viewer's, and that may be written to: a balance is not for whoever reads along. */
    private boolean reaches(SignedIn viewer, Channel channel) {
        return people.find(viewer.personId())
                        .filter(person -> person.isConfirmed(channel))
                        .isPresent()
                && (channel == Channel.EMAIL
                                ? contacts.byEmail(viewer.personId(), Purpose.SERVICE)
                                : contacts.bySms(viewer.personId(), Purpose.SERVICE))
                        .isPresent();
    }

    private Page page(SignedIn viewer, MyAccount account, Form form) {
        return Page.of("statement/notice")
                .with("account", account)
                .with("level", notices.of(viewer.personId(), account).orElse(null))
                .with("form", form)
                .with("reachedByEmail", reaches(viewer, Channel.EMAIL))
                .with("reachedBySms", reaches(viewer, Channel.SMS));
    }
}
