package dk.bykassen.message;

import dk.bykassen.message.Letter.Act;
import dk.bykassen.message.Letter.Facts;
import dk.bykassen.message.Letter.Paragraph;
import dk.bykassen.tenant.Links;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Words notices as letters: first what happened, then the figures, then what to do. */
@Component
class Letters {

    private final Links links;
    private final AccountLetters accounts;

    Letters(Links links) {
        this.links = links;
        this.accounts = new AccountLetters(links);
    }

    Letter write(Notice notice, Wording words) {
        return switch (notice) {
            case Notice.TopUpReceipt paid -> accounts.receipt(paid, new Said("message.top-up-receipt.", words));
            case Notice.AutoTopUpReceipt paid ->
                accounts.automaticReceipt(paid, new Said("message.auto-top-up-receipt.", words));
            case Notice.AutoTopUpDeclined declined ->
                accounts.declined(declined, new Said("message.auto-top-up-declined.", words));
            case Notice.AutoTopUpStopped stopped ->
                accounts.stopped(stopped, new Said("message.auto-top-up-stopped.", words));
            case Notice.WithdrawalNews news -> accounts.withdrawal(news, new Said("message.withdrawal.", words));
            case Notice.Transferred moved -> accounts.transferred(moved, new Said("message.transferred.", words));
            case Notice.AutoTopUpWaits waits ->
                accounts.waits(waits, new Said("message.auto-top-up-waits." + code(waits.reason()) + ".", words));
            case Notice.AutoTopUpAlarm alarm -> accounts.alarm(alarm, new Said("message.auto-top-up-alarm.", words));
            case Notice.PayLink link -> accounts.payLink(link, new Said("message.pay-link.", words));
            case Notice.CardRegistered registered ->
                accounts.registered(registered, new Said("message.card-registered.", words));
            case Notice.CardReplaced replaced -> accounts.replaced(replaced, new Said("message.card-replaced.", words));
            case Notice.PurchaseDeclined declined ->
                accounts.purchaseDeclined(declined, new Said("message.purchase-declined.", words));
            case Notice.LowBalance low -> accounts.lowBalance(low, new Said("message.low-balance.", words));
            case Notice.CardOrdered ordered ->
                accounts.cardOrdered(ordered, new Said("message.card-ordered." + code(ordered.step()) + ".", words));
            case Notice.Code code -> code(code, new Said("message.code.", words));
            case Notice.ContactChanged changed -> contactChanged(changed, new Said("message.contact-changed.", words));
            case Notice.ContactTaken taken -> contactTaken(taken, new Said("message.contact-taken.", words));
            case Notice.NewPassword link -> newPassword(link, new Said("message.new-password.", words));
            case Notice.NoPassword none -> about(none.path(), new Said("message.no-password.", words));
            case Notice.PasswordChanged changed ->
                passwordChanged(changed, new Said("message.password-changed.", words));
            case Notice.AccountExists exists -> about(exists.path(), new Said("message.account-exists.", words));
            case Notice.WaysChanged changed ->
                waysChanged(changed, new Said("message.ways-changed." + code(changed.what()) + ".", words));
            case Notice.Access access -> access(access, new Said("message.access." + code(access.what()) + ".", words));
            case Notice.CopyReady ready -> copyReady(ready, new Said("message.copy-ready.", words));
            case Notice.DeletionAsked asked -> deletionAsked(asked, new Said("message.deletion-asked.", words));
            case Notice.DeletionSoon soon ->
                deletion(soon.due(), soon.path(), new Said("message.deletion-soon.", words));
            case Notice.DeletionHeld held ->
                deletion(held.at(), held.path(), new Said("message.deletion-held.", words));
            case Notice.DeletionUndone undone -> new Said("message.deletion-undone.", words).letter(List.of());
            case Notice.AccountDeleted deleted -> new Said("message.account-deleted.", words).letter(List.of());
        };
    }

    private Letter access(Notice.Access access, Said said) {
        return said.letter(
                List.of(access.person(), access.holder(), said.words().moment(access.at())),
                new Act(said.own("act"), links.to(access.path())));
    }

    private Letter copyReady(Notice.CopyReady ready, Said said) {
        return said.letter(
                List.of(said.words().moment(ready.until())),
                new Act(said.own("act"), links.to(ready.path())),
                new Paragraph(said.own("not-you")));
    }

    private Letter deletionAsked(Notice.DeletionAsked asked, Said said) {
        return said.letter(
                List.of(said.words().moment(asked.due())),
                new Act(said.own("act"), links.to(asked.path())),
                new Paragraph(said.own("not-you")));
    }

    private Letter deletion(Instant due, String path, Said said) {
        return said.letter(List.of(said.words().moment(due)), new Act(said.own("act"), links.to(path)));
    }

    private static Letter code(Notice.Code code, Said said) {
        return said.letter(
                List.of(Tenants.current().name(), Integer.toString(code.minutes())),
                new Facts(List.of(said.fact("code", spaced(code.code())))),
                new Paragraph(said.own("secret")),
                new Paragraph(said.own("not-you")));
    }

    private static Letter contactChanged(Notice.ContactChanged changed, Said said) {
        String which = changed.isEmail() ? "email" : "sms";
        return said.letter(
                List.of(Tenants.current().name()),
                new Paragraph(said.own("what." + which, said.words().moment(changed.at()))),
                new Paragraph(said.own("not-you", Tenants.current().contact().phone())));
    }

    private Letter contactTaken(Notice.ContactTaken taken, Said said) {
        String which = taken.isEmail() ? "email" : "sms";
        return said.letter(
                List.of(Tenants.current().name()),
                new Paragraph(said.own("what." + which, said.words().moment(taken.at()))),
                new Paragraph(said.own("not-you", Tenants.current().contact().phone())),
                new Act(said.own("act"), links.to(taken.path())));
    }

    private Letter newPassword(Notice.NewPassword link, Said said) {
        return said.letter(
                List.of(Tenants.current().name()),
                new Act(said.own("act"), links.to(link.path().words())),
                new Paragraph(said.own("once", link.minutes())),
                new Paragraph(said.own("not-you")));
    }

    private Letter passwordChanged(Notice.PasswordChanged changed, Said said) {
        return said.letter(
                List.of(Tenants.current().name()),
                new Paragraph(said.own("what", said.words().moment(changed.at()))),
                new Paragraph(said.own("not-you", Tenants.current().contact().phone())),
                new Act(said.own("act"), links.to(changed.path())));
    }

    /** What somebody did with the reader's address, and where to go if it was the reader. */
    private Letter about(String path, Said said) {
        return said.letter(
                List.of(Tenants.current().name()),
                new Act(said.own("act"), links.to(path)),
                new Paragraph(said.own("not-you")));
    }

    /** Six digits are read and typed more easily in two groups. */
    static String spaced(Secret code) {
        String digits = code.words();
        int half = digits.length() / 2;
        return digits.substring(0, half) + "\u00a0" + digits.substring(half);
    }

    private Letter waysChanged(Notice.WaysChanged changed, Said said) {
        String way = changed.way().isEmpty() ? said.common("password") : changed.way();
        return said.letter(
                List.of(way),
                new Facts(List.of(said.fact("time", said.words().moment(changed.at())))),
                new Paragraph(said.common("not-you")),
                new Act(said.common("see-ways"), links.to(changed.path())));
    }

    /** As keys spell it. */
    static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
