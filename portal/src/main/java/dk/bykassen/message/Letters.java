package dk.bykassen.message;

import dk.bykassen.kernel.Money;
import dk.bykassen.message.Letter.Act;
import dk.bykassen.message.Letter.Aside;
import dk.bykassen.message.Letter.Fact;
import dk.bykassen.message.Letter.Facts;
import dk.bykassen.message.Letter.Paragraph;
import dk.bykassen.message.Letter.Part;
import dk.bykassen.tenant.Links;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Words notices as letters: first what happened, then the figures, then what to do. */
@Component
class Letters {

    private final Links links;

    Letters(Links links) {
        this.links = links;
    }

    Letter write(Notice notice, Wording words) {
        return switch (notice) {
            case Notice.TopUpReceipt paid -> receipt(paid, new Said("message.top-up-receipt.", words));
            case Notice.AutoTopUpReceipt paid ->
                automaticReceipt(paid, new Said("message.auto-top-up-receipt.", words));
            case Notice.AutoTopUpDeclined declined ->
                declined(declined, new Said("message.auto-top-up-declined.", words));
            case Notice.AutoTopUpStopped stopped -> stopped(stopped, new Said("message.auto-top-up-stopped.", words));
            case Notice.WithdrawalNews news -> withdrawal(news, new Said("message.withdrawal.", words));
            case Notice.Transferred moved -> transferred(moved, new Said("message.transferred.", words));
            case Notice.AutoTopUpWaits waits ->
                waits(waits, new Said("message.auto-top-up-waits." + code(waits.reason()) + ".", words));
            case Notice.AutoTopUpAlarm alarm -> alarm(alarm, new Said("message.auto-top-up-alarm.", words));
            case Notice.PayLink link -> payLink(link, new Said("message.pay-link.", words));
            case Notice.CardRegistered registered ->
                registered(registered, new Said("message.card-registered.", words));
            case Notice.CardReplaced replaced -> replaced(replaced, new Said("message.card-replaced.", words));
            case Notice.PurchaseDeclined declined ->
                purchaseDeclined(declined, new Said("message.purchase-declined.", words));
            case Notice.LowBalance low -> lowBalance(low, new Said("message.low-balance.", words));
            case Notice.CardOrdered ordered ->
                cardOrdered(ordered, new Said("message.card-ordered." + code(ordered.step()) + ".", words));
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
                List.of(access.person(), access.holder(), said.words.moment(access.at())),
                new Act(said.own("act"), links.to(access.path())));
    }

    private Letter copyReady(Notice.CopyReady ready, Said said) {
        return said.letter(
                List.of(said.words.moment(ready.until())),
                new Act(said.own("act"), links.to(ready.path())),
                new Paragraph(said.own("not-you")));
    }

    private Letter deletionAsked(Notice.DeletionAsked asked, Said said) {
        return said.letter(
                List.of(said.words.moment(asked.due())),
                new Act(said.own("act"), links.to(asked.path())),
                new Paragraph(said.own("not-you")));
    }

    private Letter deletion(Instant due, String path, Said said) {
        return said.letter(List.of(said.words.moment(due)), new Act(said.own("act"), links.to(path)));
    }

    private Letter receipt(Notice.TopUpReceipt paid, Said said) {
        Notice.Receipt receipt = paid.receipt();
        return said.letter(
                List.of(said.money(receipt.amount()), receipt.holder()),
                figures(receipt, said),
                new Act(said.common("see-payment"), links.to(receipt.path())));
    }

    private Letter automaticReceipt(Notice.AutoTopUpReceipt paid, Said said) {
        Notice.Receipt receipt = paid.receipt();
        return said.letter(
                List.of(said.money(receipt.amount()), receipt.holder(), said.money(paid.threshold())),
                figures(receipt, said),
                new Act(said.common("see-payment"), links.to(receipt.path())),
                new Aside(said.common("change-auto-top-up"), links.to(paid.settingsPath())));
    }

    private Letter declined(Notice.AutoTopUpDeclined declined, Said said) {
        String trouble = code(declined.trouble());
        return said.letter(
                List.of(said.money(declined.amount()), declined.holder(), said.money(declined.balance())),
                new Paragraph(said.own("trouble." + trouble, declined.card())),
                new Facts(List.of(
                        said.fact("account", declined.holder()),
                        said.fact("balance", said.money(declined.balance())),
                        said.fact("tried-amount", said.money(declined.amount())),
                        said.fact("card", declined.card()),
                        said.fact("time", said.words.moment(declined.at())))),
                new Paragraph(next(declined, said)),
                new Act(said.own("act"), links.to(declined.path())),
                new Aside(said.own("by-hand", declined.holder()), links.to(declined.topUpPath())));
    }

    private static String next(Notice.AutoTopUpDeclined declined, Said said) {
        if (declined.isPaused()) {
            return said.own("paused");
        }
        return declined.again() == null ? said.own("again") : said.own("again-at", said.words.moment(declined.again()));
    }

    private Letter waits(Notice.AutoTopUpWaits waits, Said said) {
        return said.letter(
                List.of(waits.holder()),
                new Facts(List.of(
                        said.fact("account", waits.holder()), said.fact("time", said.words.moment(waits.at())))),
                new Act(said.own("act"), links.to(waits.path())),
                new Aside(
                        said.words.t("message.auto-top-up-declined.by-hand", waits.holder()),
                        links.to(waits.topUpPath())));
    }

    private Letter alarm(Notice.AutoTopUpAlarm alarm, Said said) {
        return said.letter(
                List.of(alarm.holder(), Integer.toString(alarm.charges()), Integer.toString(alarm.minutes())),
                new Paragraph(said.own("what")),
                new Facts(List.of(
                        said.fact("account", alarm.holder()),
                        said.fact("last-amount", said.money(alarm.amount())),
                        said.fact("time", said.words.moment(alarm.at())))),
                new Act(said.own("act"), links.to(alarm.path())),
                new Paragraph(said.common("not-you")));
    }

    private Letter payLink(Notice.PayLink link, Said said) {
        return said.letter(
                List.of(said.money(link.amount()), link.holder(), link.card()),
                new Facts(List.of(
                        said.fact("account", link.holder()),
                        said.fact("balance", said.money(link.balance())),
                        said.fact("amount", said.money(link.amount())),
                        said.fact("card", link.card()))),
                new Act(
                        said.own("act", said.money(link.amount())),
                        links.to(link.path().words())),
                new Paragraph(said.own("until", said.words.moment(link.until()))),
                new Aside(said.common("change-auto-top-up"), links.to(link.settingsPath())));
    }

    private Letter stopped(Notice.AutoTopUpStopped stopped, Said said) {
        return said.letter(
                List.of(stopped.holder()),
                new Paragraph(said.own("reason." + code(stopped.reason()))),
                new Facts(List.of(
                        said.fact("account", stopped.holder()), said.fact("time", said.words.moment(stopped.at())))),
                new Act(said.own("act"), links.to(stopped.path())));
    }

    private Letter withdrawal(Notice.WithdrawalNews news, Said said) {
        var facts = new ArrayList<Fact>();
        facts.add(said.fact("account", news.holder()));
        facts.add(said.fact("amount", said.money(news.amount())));
        if (!news.destination().isEmpty()) {
            facts.add(said.fact("bank-account", news.destination()));
        }
        facts.add(said.fact("time", said.words.moment(news.at())));
        facts.add(said.fact("reference", news.reference()));
        return said.in(code(news.what()))
                .letter(
                        List.of(said.money(news.amount()), news.holder()),
                        new Facts(facts),
                        new Paragraph(
                                said.own("not-you", Tenants.current().contact().phone())),
                        new Act(said.own("act"), links.to(news.path())));
    }

    private Letter lowBalance(Notice.LowBalance low, Said said) {
        return said.letter(
                List.of(low.holder(), said.money(low.balance()), said.money(low.level())),
                new Facts(List.of(
                        said.fact("account", low.holder()),
                        said.fact("balance", said.money(low.balance())),
                        said.fact("time", said.words.moment(low.at())))),
                new Act(said.own("act", low.holder()), links.to(low.path())),
                new Aside(said.own("level"), links.to(low.levelPath())));
    }

    private Letter transferred(Notice.Transferred moved, Said said) {
        return said.in(code(moved.way()))
                .letter(
                        List.of(said.money(moved.amount()), moved.holder()),
                        new Facts(List.of(
                                said.fact("account", moved.holder()),
                                said.fact("amount", said.money(moved.amount())),
                                said.fact("time", said.words.moment(moved.at())),
                                said.fact("reference", moved.reference()))),
                        new Paragraph(
                                said.own("not-you", Tenants.current().contact().phone())),
                        new Act(said.own("act"), links.to(moved.path())));
    }

    private Letter registered(Notice.CardRegistered registered, Said said) {
        return said.letter(
                List.of(registered.holder(), said.money(registered.threshold()), said.money(registered.amount())),
                new Facts(List.of(
                        said.fact("account", registered.holder()),
                        said.fact("threshold", said.money(registered.threshold())),
                        said.fact("amount", said.money(registered.amount())),
                        said.fact("card", registered.card()),
                        said.fact("time", said.words.moment(registered.at())))),
                new Paragraph(said.own("promise")),
                new Act(said.own("act"), links.to(registered.path())));
    }

    private Letter replaced(Notice.CardReplaced replaced, Said said) {
        var facts = new ArrayList<Fact>();
        facts.add(said.fact("account", replaced.holder()));
        facts.add(said.fact("card", replaced.card()));
        if (replaced.previous() != null) {
            facts.add(said.fact("previous-card", replaced.previous()));
        }
        facts.add(said.fact("time", said.words.moment(replaced.at())));
        return said.letter(
                List.of(replaced.holder(), replaced.card()),
                new Facts(facts),
                new Paragraph(said.own("not-you")),
                new Act(said.own("act"), links.to(replaced.path())));
    }

    private Letter purchaseDeclined(Notice.PurchaseDeclined declined, Said said) {
        String obstacle = code(declined.obstacle());
        var facts = new ArrayList<Fact>();
        facts.add(said.fact("account", declined.holder()));
        facts.add(said.fact("declined-amount", said.money(declined.amount())));
        if (declined.where() != null) {
            facts.add(said.fact("where", declined.where()));
        }
        facts.add(said.fact("time", said.words.moment(declined.at())));
        if (declined.limit() != null) {
            facts.add(said.fact("limit", declined.limit()));
        }
        facts.add(said.fact("balance", said.money(declined.balance())));
        var parts = new ArrayList<Part>();
        parts.add(new Paragraph(said.own("why." + obstacle)));
        parts.add(new Act(said.own("act." + obstacle, declined.holder()), links.to(declined.path())));
        parts.add(new Facts(facts));
        if (declined.autoPath() != null) {
            parts.add(new Aside(said.own("auto"), links.to(declined.autoPath())));
        }
        parts.add(new Aside(said.own("consents"), links.to(declined.consentsPath())));
        return said.letter(
                List.of(declined.holder(), said.own("short." + obstacle), said.money(declined.amount())),
                parts.toArray(Part[]::new));
    }

    private Letter cardOrdered(Notice.CardOrdered ordered, Said said) {
        var facts = new ArrayList<Fact>();
        facts.add(said.fact("account", ordered.holder()));
        boolean costs =
                ordered.step() == Notice.CardOrdered.Step.ORDERED || ordered.step() == Notice.CardOrdered.Step.FAILED;
        if (costs && ordered.fee().isPositive()) {
            facts.add(said.fact("fee", said.money(ordered.fee())));
        }
        facts.add(said.fact("time", said.words.moment(ordered.at())));
        return said.letter(
                List.of(ordered.holder()),
                new Facts(facts),
                new Act(said.common("see-cards"), links.to(ordered.path())));
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
                new Paragraph(said.own("what." + which, said.words.moment(changed.at()))),
                new Paragraph(said.own("not-you", Tenants.current().contact().phone())));
    }

    private Letter contactTaken(Notice.ContactTaken taken, Said said) {
        String which = taken.isEmail() ? "email" : "sms";
        return said.letter(
                List.of(Tenants.current().name()),
                new Paragraph(said.own("what." + which, said.words.moment(taken.at()))),
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
                new Paragraph(said.own("what", said.words.moment(changed.at()))),
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
                new Facts(List.of(said.fact("time", said.words.moment(changed.at())))),
                new Paragraph(said.common("not-you")),
                new Act(said.common("see-ways"), links.to(changed.path())));
    }

    private static Facts figures(Notice.Receipt receipt, Said said) {
        var facts = new ArrayList<Fact>();
        facts.add(said.fact("account", receipt.holder()));
        facts.add(said.fact("amount", said.money(receipt.amount())));
        facts.add(said.fact("fee", said.money(receipt.fee())));
        facts.add(new Fact(said.common("total"), said.money(receipt.total()), true));
        facts.add(said.fact("card", receipt.card()));
        facts.add(said.fact("time", said.words.moment(receipt.at())));
        facts.add(said.fact("reference", receipt.reference()));
        facts.add(said.fact("issuer", receipt.issuer()));
        return new Facts(facts);
    }

    /** As keys spell it. */
    static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The words of one template in one language. */
    private record Said(String prefix, Wording words) {

        Letter letter(List<String> arguments, Part... parts) {
            Object[] filled = arguments.toArray();
            return new Letter(own("subject", filled), own("heading", filled), own("lead", filled), List.of(parts));
        }

        /** The words of one of several cases. */
        Said in(String which) {
            return new Said(prefix + which + ".", words);
        }

        String own(String key, Object... arguments) {
            return words.t(prefix + key, arguments);
        }

        String common(String key) {
            return words.t("message.letter." + key);
        }

        Fact fact(String key, String value) {
            return new Fact(common(key), value, false);
        }

        String money(Money money) {
            return words.money(money);
        }
    }
}
