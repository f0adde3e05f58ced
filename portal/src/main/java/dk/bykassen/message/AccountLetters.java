package dk.bykassen.message;

import static dk.bykassen.message.Letters.code;

import dk.bykassen.message.Letter.Act;
import dk.bykassen.message.Letter.Aside;
import dk.bykassen.message.Letter.Fact;
import dk.bykassen.message.Letter.Facts;
import dk.bykassen.message.Letter.Paragraph;
import dk.bykassen.message.Letter.Part;
import dk.bykassen.tenant.Links;
import dk.bykassen.tenant.Tenants;
import java.util.ArrayList;
import java.util.List;

/** Words notices about accounts: money that came, went or did not come, and the cards that spend it. */
final class AccountLetters {

    private final Links links;

    AccountLetters(Links links) {
        this.links = links;
    }

    Letter receipt(Notice.TopUpReceipt paid, Said said) {
        Notice.Receipt receipt = paid.receipt();
        return said.letter(
                List.of(said.money(receipt.amount()), receipt.holder()),
                figures(receipt, said),
                new Act(said.common("see-payment"), links.to(receipt.path())));
    }

    Letter automaticReceipt(Notice.AutoTopUpReceipt paid, Said said) {
        Notice.Receipt receipt = paid.receipt();
        return said.letter(
                List.of(said.money(receipt.amount()), receipt.holder(), said.money(paid.threshold())),
                figures(receipt, said),
                new Act(said.common("see-payment"), links.to(receipt.path())),
                new Aside(said.common("change-auto-top-up"), links.to(paid.settingsPath())));
    }

    Letter declined(Notice.AutoTopUpDeclined declined, Said said) {
        String trouble = code(declined.trouble());
        return said.letter(
                List.of(said.money(declined.amount()), declined.holder(), said.money(declined.balance())),
                new Paragraph(said.own("trouble." + trouble, declined.card())),
                new Facts(List.of(
                        said.fact("account", declined.holder()),
                        said.fact("balance", said.money(declined.balance())),
                        said.fact("tried-amount", said.money(declined.amount())),
                        said.fact("card", declined.card()),
                        said.fact("time", said.words().moment(declined.at())))),
                new Paragraph(next(declined, said)),
                new Act(said.own("act"), links.to(declined.path())),
                new Aside(said.own("by-hand", declined.holder()), links.to(declined.topUpPath())));
    }

    private static String next(Notice.AutoTopUpDeclined declined, Said said) {
        if (declined.isPaused()) {
            return said.own("paused");
        }
        return declined.again() == null
                ? said.own("again")
                : said.own("again-at", said.words().moment(declined.again()));
    }

    Letter waits(Notice.AutoTopUpWaits waits, Said said) {
        return said.letter(
                List.of(waits.holder()),
                new Facts(List.of(
                        said.fact("account", waits.holder()),
                        said.fact("time", said.words().moment(waits.at())))),
                new Act(said.own("act"), links.to(waits.path())),
                new Aside(
                        said.words().t("message.auto-top-up-declined.by-hand", waits.holder()),
                        links.to(waits.topUpPath())));
    }

    Letter alarm(Notice.AutoTopUpAlarm alarm, Said said) {
        return said.letter(
                List.of(alarm.holder(), Integer.toString(alarm.charges()), Integer.toString(alarm.minutes())),
                new Paragraph(said.own("what")),
                new Facts(List.of(
                        said.fact("account", alarm.holder()),
                        said.fact("last-amount", said.money(alarm.amount())),
                        said.fact("time", said.words().moment(alarm.at())))),
                new Act(said.own("act"), links.to(alarm.path())),
                new Paragraph(said.common("not-you")));
    }

    Letter payLink(Notice.PayLink link, Said said) {
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
                new Paragraph(said.own("until", said.words().moment(link.until()))),
                new Aside(said.common("change-auto-top-up"), links.to(link.settingsPath())));
    }

    Letter stopped(Notice.AutoTopUpStopped stopped, Said said) {
        return said.letter(
                List.of(stopped.holder()),
                new Paragraph(said.own("reason." + code(stopped.reason()))),
                new Facts(List.of(
                        said.fact("account", stopped.holder()),
                        said.fact("time", said.words().moment(stopped.at())))),
                new Act(said.own("act"), links.to(stopped.path())));
    }

    Letter withdrawal(Notice.WithdrawalNews news, Said said) {
        var facts = new ArrayList<Fact>();
        facts.add(said.fact("account", news.holder()));
        facts.add(said.fact("amount", said.money(news.amount())));
        if (!news.destination().isEmpty()) {
            facts.add(said.fact("bank-account", news.destination()));
        }
        facts.add(said.fact("time", said.words().moment(news.at())));
        facts.add(said.fact("reference", news.reference()));
        return said.in(code(news.what()))
                .letter(
                        List.of(said.money(news.amount()), news.holder()),
                        new Facts(facts),
                        new Paragraph(
                                said.own("not-you", Tenants.current().contact().phone())),
                        new Act(said.own("act"), links.to(news.path())));
    }

    Letter lowBalance(Notice.LowBalance low, Said said) {
        return said.letter(
                List.of(low.holder(), said.money(low.balance()), said.money(low.level())),
                new Facts(List.of(
                        said.fact("account", low.holder()),
                        said.fact("balance", said.money(low.balance())),
                        said.fact("time", said.words().moment(low.at())))),
                new Act(said.own("act", low.holder()), links.to(low.path())),
                new Aside(said.own("level"), links.to(low.levelPath())));
    }

    Letter transferred(Notice.Transferred moved, Said said) {
        return said.in(code(moved.way()))
                .letter(
                        List.of(said.money(moved.amount()), moved.holder()),
                        new Facts(List.of(
                                said.fact("account", moved.holder()),
                                said.fact("amount", said.money(moved.amount())),
                                said.fact("time", said.words().moment(moved.at())),
                                said.fact("reference", moved.reference()))),
                        new Paragraph(
                                said.own("not-you", Tenants.current().contact().phone())),
                        new Act(said.own("act"), links.to(moved.path())));
    }

    Letter registered(Notice.CardRegistered registered, Said said) {
        return said.letter(
                List.of(registered.holder(), said.money(registered.threshold()), said.money(registered.amount())),
                new Facts(List.of(
                        said.fact("account", registered.holder()),
                        said.fact("threshold", said.money(registered.threshold())),
                        said.fact("amount", said.money(registered.amount())),
                        said.fact("card", registered.card()),
                        said.fact("time", said.words().moment(registered.at())))),
                new Paragraph(said.own("promise")),
                new Act(said.own("act"), links.to(registered.path())));
    }

    Letter replaced(Notice.CardReplaced replaced, Said said) {
        var facts = new ArrayList<Fact>();
        facts.add(said.fact("account", replaced.holder()));
        facts.add(said.fact("card", replaced.card()));
        if (replaced.previous() != null) {
            facts.add(said.fact("previous-card", replaced.previous()));
        }
        facts.add(said.fact("time", said.words().moment(replaced.at())));
        return said.letter(
                List.of(replaced.holder(), replaced.card()),
                new Facts(facts),
                new Paragraph(said.own("not-you")),
                new Act(said.own("act"), links.to(replaced.path())));
    }

    Letter purchaseDeclined(Notice.PurchaseDeclined declined, Said said) {
        String obstacle = code(declined.obstacle());
        var facts = new ArrayList<Fact>();
        facts.add(said.fact("account", declined.holder()));
        facts.add(said.fact("declined-amount", said.money(declined.amount())));
        if (declined.where() != null) {
            facts.add(said.fact("where", declined.where()));
        }
        facts.add(said.fact("time", said.words().moment(declined.at())));
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

    Letter cardOrdered(Notice.CardOrdered ordered, Said said) {
        var facts = new ArrayList<Fact>();
        facts.add(said.fact("account", ordered.holder()));
        boolean costs =
                ordered.step() == Notice.CardOrdered.Step.ORDERED || ordered.step() == Notice.CardOrdered.Step.FAILED;
        if (costs && ordered.fee().isPositive()) {
            facts.add(said.fact("fee", said.money(ordered.fee())));
        }
        facts.add(said.fact("time", said.words().moment(ordered.at())));
        return said.letter(
                List.of(ordered.holder()),
                new Facts(facts),
                new Act(said.common("see-cards"), links.to(ordered.path())));
    }

    private static Facts figures(Notice.Receipt receipt, Said said) {
        var facts = new ArrayList<Fact>();
        facts.add(said.fact("account", receipt.holder()));
        facts.add(said.fact("amount", said.money(receipt.amount())));
        facts.add(said.fact("fee", said.money(receipt.fee())));
        facts.add(new Fact(said.common("total"), said.money(receipt.total()), true));
        facts.add(said.fact("card", receipt.card()));
        facts.add(said.fact("time", said.words().moment(receipt.at())));
        facts.add(said.fact("reference", receipt.reference()));
        facts.add(said.fact("issuer", receipt.issuer()));
        return new Facts(facts);
    }
}
