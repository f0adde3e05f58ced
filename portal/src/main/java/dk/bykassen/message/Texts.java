package dk.bykassen.message;

import dk.bykassen.tenant.Links;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Wording;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Words notices as SMS: one sentence and a link, for the few that cannot wait for somebody to read mail. */
@Component
class Texts {

    private final Links links;

    Texts(Links links) {
        this.links = links;
    }

    /** @throws IllegalArgumentException for a notice that has no wording as an SMS */
    static void requireWording(Notice notice) {
        boolean worded = switch (notice) {
            case Notice.AutoTopUpDeclined declined -> true;
            case Notice.AutoTopUpStopped stopped -> true;
            case Notice.PurchaseDeclined declined -> true;
            case Notice.AutoTopUpAlarm alarm -> true;
            case Notice.PayLink link -> true;
            case Notice.LowBalance low -> true;
            case Notice.Code code -> true;
            case Notice.ContactChanged changed -> true;
            case Notice.ContactTaken taken -> true;
            case Notice.NewPassword link -> true;
            case Notice.NoPassword none -> true;
            case Notice.PasswordChanged changed -> true;
            case Notice.Access access -> true;
            default -> false;
        };
        if (!worded) {
            throw new IllegalArgumentException(NoticeKind.of(notice) + " has no wording as an SMS");
        }
    }

    String write(Notice notice, Wording words) {
        return switch (notice) {
            case Notice.AutoTopUpDeclined declined ->
                words.t(
                        "message.auto-top-up-declined.sms",
                        declined.holder(),
                        words.money(declined.balance()),
                        links.to(declined.path()));
            case Notice.AutoTopUpStopped stopped ->
                words.t("message.auto-top-up-stopped.sms", stopped.holder(), links.to(stopped.path()));
            case Notice.PurchaseDeclined declined ->
                words.t(
                        "message.purchase-declined.sms",
                        declined.holder(),
                        words.money(declined.amount()),
                        words.t("message.purchase-declined.short." + Letters.code(declined.obstacle())),
                        links.to(declined.path()));
            case Notice.AutoTopUpAlarm alarm ->
                words.t(
                        "message.auto-top-up-alarm.sms",
                        alarm.holder(),
                        Integer.toString(alarm.charges()),
                        Integer.toString(alarm.minutes()),
                        links.to(alarm.path()));
            case Notice.PayLink link ->
                words.t(
                        "message.pay-link.sms",
                        link.holder(),
                        words.money(link.amount()),
                        links.to(link.path().words()));
            case Notice.LowBalance low ->
                words.t("message.low-balance.sms", low.holder(), words.money(low.balance()), links.to(low.path()));
            // The code comes first: many phones show it, and offer to type it, before the message is opened.
            case Notice.Code code ->
                words.t(
                        "message.code.sms",
                        code.code().words(),
                        Tenants.current().name(),
                        code.minutes());
            case Notice.ContactChanged changed ->
                words.t(
                        "message.contact-changed.sms." + (changed.isEmail() ? "email" : "sms"),
                        Tenants.current().name(),
                        Tenants.current().contact().phone());
            case Notice.ContactTaken taken ->
                words.t(
                        "message.contact-taken.sms." + (taken.isEmail() ? "email" : "sms"),
                        Tenants.current().name(),
                        links.to(taken.path()));
            case Notice.NewPassword link ->
                words.t(
                        "message.new-password.sms",
                        Tenants.current().name(),
                        links.to(link.path().words()),
                        link.minutes());
            case Notice.NoPassword none ->
                words.t("message.no-password.sms", Tenants.current().name(), links.to(none.path()));
            case Notice.PasswordChanged changed ->
                words.t(
                        "message.password-changed.sms",
                        Tenants.current().name(),
                        Tenants.current().contact().phone());
            case Notice.Access access ->
                words.t(
                                "message.access."
                                        + access.what()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-') + ".subject",
                                access.person(),
                                access.holder())
                        + ": " + links.to(access.path());
            default -> throw new IllegalArgumentException(NoticeKind.of(notice) + " has no wording as an SMS");
        };
    }
}
