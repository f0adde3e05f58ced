package dk.bykassen.withdrawal;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Notice.WithdrawalNews.News;
import dk.bykassen.message.Recipient;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells people about withdrawals: the one who asked with where the money goes, whoever else decides over the account without.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Tidings {

    private final Accounts accounts;
    private final People people;
    private final Messages messages;
    private final InstantSource clock;

    Tidings(Accounts accounts, People people, Messages messages, InstantSource clock) {
        this.accounts = accounts;
        this.people = people;
        this.messages = messages;
        this.clock = clock;
    }

    void requested(Withdrawal withdrawal) {
        tellAsker(withdrawal, News.REQUESTED);
        tellOthers(withdrawal, News.REQUESTED_BY_OTHER);
    }

    void paid(Withdrawal withdrawal) {
        tellAsker(withdrawal, News.PAID);
    }

    /** @param isBack whether the money is on the account; else it waits in suspense */
    void rejected(Withdrawal withdrawal, boolean isBack) {
        tellAsker(withdrawal, isBack ? News.REJECTED : News.HELD);
        tellOthers(withdrawal, isBack ? News.REJECTED : News.HELD);
    }

    void undone(Withdrawal withdrawal, boolean isBack) {
        tellAsker(withdrawal, isBack ? News.UNDONE : News.HELD);
        tellOthers(withdrawal, isBack ? News.UNDONE : News.HELD);
    }

    private void tellAsker(Withdrawal withdrawal, News what) {
        Payee payee = withdrawal.payee();
        String email = payee == null ? "" : payee.email();
        Recipient to = email.isEmpty()
                ? new Recipient.EmailOf(withdrawal.personId())
                : new Recipient.Email(email, withdrawal.personId());
        messages.send(
                notice(withdrawal, what, withdrawal.destination()),
                to,
                withdrawal.language(),
                key(withdrawal, what, withdrawal.personId()));
    }

    private void tellOthers(Withdrawal withdrawal, News what) {
        List<Long> others = accounts.deciding(withdrawal.accountId()).stream()
                .filter(person -> person != withdrawal.personId())
                .toList();
        people.byIds(others)
                .values()
                .forEach(reader -> messages.send(
                        notice(withdrawal, what, ""),
                        new Recipient.EmailOf(reader.id()),
                        reader.language(),
                        key(withdrawal, what, reader.id())));
    }

    private Notice notice(Withdrawal withdrawal, News what, String destination) {
        MyAccount account = accounts.find(withdrawal.accountId()).orElseThrow();
        return new Notice.WithdrawalNews(
                what,
                account.firstName(),
                withdrawal.amount(),
                destination,
                clock.instant(),
                withdrawal.reference(),
                "/withdrawals/" + withdrawal.publicId());
    }

    private static String key(Withdrawal withdrawal, News what, long reader) {
        return "withdrawal:" + withdrawal.publicId() + ":" + what + ":" + reader;
    }
}
