package dk.bykassen.profile;

import dk.bykassen.identity.Addresses;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.Codes;
import dk.bykassen.identity.Fresh;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** E-mail address and mobile number: given, changed, and proved by a code sent to each. */
@Controller
class ContactController {

    static final String PURPOSE = "contact";

    private static final String PAGE = ContactGate.PAGE;

    private final People people;
    private final Codes codes;

    ContactController(People people, Codes codes) {
        this.people = people;
        this.codes = codes;
    }

    @GetMapping(PAGE)
    Answer page(@RequestParam(name = "to", required = false) @Nullable String to, SignedIn viewer) {
        return page(person(viewer), Form.empty(), Onward.of(to));
    }

    /** Sends a code to the address on file. */
    @PostMapping(PAGE + "/code")
    Answer send(
            @RequestParam(name = "to", required = false) @Nullable String to,
            SignedIn viewer,
            HttpServletRequest request) {
        Onward onward = Onward.of(to);
        Form form = Form.of(request);
        Channel channel = channel(form);
        Person person = person(viewer);
        String address = person.contact(channel);
        if (address == null || person.isConfirmed(channel)) {
            return SeeOther.to(onward.behind(PAGE));
        }
        return switch (codes.send(PURPOSE, person.publicId(), channel, address, Languages.of(request))) {
            case Codes.Gone gone ->
                SeeOther.to(onward.behind(PAGE))
                        .saying(of(channel, "profile.notice.code-sent-email", "profile.notice.code-sent-sms"));
            case Codes.TooSoon soon -> {
                form.reject(codeField(channel), "profile.contact.too-soon." + unit(soon), units(soon));
                yield page(person, form, onward).refused();
            }
            case Codes.Enough enough -> {
                form.reject(
                        codeField(channel),
                        "profile.contact.enough",
                        Tenants.current().contact().phone());
                yield page(person, form, onward).refused();
            }
        };
    }

    /** Proves the address by the code that was sent to it. */
    @PostMapping(PAGE + "/confirm")
    Answer confirm(
            @RequestParam(name = "to", required = false) @Nullable String to,
            SignedIn viewer,
            HttpServletRequest request) {
        Onward onward = Onward.of(to);
        Form form = Form.of(request);
        Channel channel = channel(form);
        Person person = person(viewer);
        String typed = form.value(codeField(channel));
        if (!typed.replaceAll("[\\s\\u00a0.-]", "").matches("[0-9]{6}")) {
            form.reject(codeField(channel), "profile.contact.code-shape");
            return page(person, form, onward).refused();
        }
        Codes.Checked checked = codes.waiting(PURPOSE, person.publicId(), channel)
                .map(waiting -> codes.check(waiting.ticket(), person.publicId(), typed))
                .orElseGet(Codes.Over::new);
        switch (checked) {
            case Codes.Right(Channel proved, String address)
            when people.proveContact(person.id(), proved, address) -> {
                return arrived(person(viewer), channel, onward);
            }
            case Codes.Wrong(int left) -> form.reject(codeField(channel), "profile.contact.code-wrong", left);
            default -> form.reject(codeField(channel), "profile.contact.code-over");
        }
        return page(person, form, onward).refused();
    }

    /** Gives another address; the old one is told, and the new one is not proved yet. It may become a way in. */
    @Fresh
    @PostMapping(PAGE + "/address")
    Answer change(
            @RequestParam(name = "to", required = false) @Nullable String to,
            SignedIn viewer,
            HttpServletRequest request) {
        Onward onward = Onward.of(to);
        Form form = Form.of(request);
        Channel channel = channel(form);
        Person person = person(viewer);
        String field = channel.code() + "-address";
        String typed = form.value(field);
        Optional<String> address = channel == Channel.EMAIL
                ? Addresses.email(typed)
                : Addresses.mobile(typed, Tenants.current().country());
        if (address.isEmpty()) {
            form.reject(field, "profile.fault." + (typed.isEmpty() ? "no-" : "") + channel.code());
            return page(person, form, onward).refused();
        }
        if (!Objects.equals(address.get(), person.contact(channel))) {
            people.changeContact(person.id(), channel, address.get());
            codes.send(PURPOSE, person.publicId(), channel, address.get(), Languages.of(request));
        }
        return SeeOther.to(onward.behind(PAGE))
                .saying(of(channel, "profile.notice.address-changed-email", "profile.notice.address-changed-sms"));
    }

    /** Once both are proved, somebody on the way somewhere goes on. */
    private static Answer arrived(Person person, Channel proved, Onward onward) {
        boolean both = person.isConfirmed(Channel.EMAIL) && person.isConfirmed(Channel.SMS);
        SeeOther next = SeeOther.to(both && onward.isOnTheWay() ? onward.path() : onward.behind(PAGE));
        return next.saying(of(proved, "profile.notice.confirmed-email", "profile.notice.confirmed-sms"));
    }

    private Page page(Person person, Form form, Onward onward) {
        return Page.of("profile/contact")
                .with("contacts", List.of(view(person, Channel.EMAIL), view(person, Channel.SMS)))
                .with("form", form)
                .with("to", onward.path());
    }

    private ContactView view(Person person, Channel channel) {
        String address = person.contact(channel);
        if (address == null) {
            return new ContactView(channel, null, false, false, Duration.ZERO);
        }
        boolean confirmed = person.isConfirmed(channel);
        boolean waiting = !confirmed
                && codes.waiting(PURPOSE, person.publicId(), channel)
                        .filter(code -> code.address().equals(address))
                        .isPresent();
        Duration wait = confirmed
                ? Duration.ZERO
                : codes.againFrom(channel, address).map(ContactController::from).orElse(Duration.ZERO);
        return new ContactView(channel, shown(channel, address), confirmed, waiting, wait);
    }

    static String shown(Channel channel, String address) {
        return channel == Channel.EMAIL
                ? Addresses.shown(address)
                : Addresses.shown(address, Tenants.current().country());
    }

    private static Duration from(Instant later) {
        Duration wait = Duration.between(Instant.now(), later);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static String unit(Codes.TooSoon soon) {
        return ContactView.waitKey(from(soon.againFrom())).replaceFirst(".*\\.", "");
    }

    private static long units(Codes.TooSoon soon) {
        return ContactView.waitUnits(from(soon.againFrom()));
    }

    private static String of(Channel channel, String email, String sms) {
        return channel == Channel.EMAIL ? email : sms;
    }

    private static String codeField(Channel channel) {
        return channel.code() + "-code";
    }

    private static Channel channel(Form form) {
        return Channel.coded(form.value("channel")).orElseThrow(Problem::notFound);
    }

    private Person person(SignedIn viewer) {
        return people.find(viewer.personId()).orElseThrow(Problem::notFound);
    }
}
