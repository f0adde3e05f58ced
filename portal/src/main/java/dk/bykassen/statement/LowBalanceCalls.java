package dk.bykassen.statement;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.Acting;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import dk.bykassen.tenant.JobKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers the call that a balance may have fallen below somebody's level: each is told once, and again only after the
 * balance has been at their level or above. While an automatic top-up is at work nobody is told; when it gives up, they are.
 */
@Service
class LowBalanceCalls {

    /** The wave's job; its id is the account's, a slash, and the purchase's. */
    static final String CALL = "low-balance";

    private static final Duration WHILE_FILLED = Duration.ofMinutes(10);

    private final NoticeStore store;
    private final Accounts accounts;
    private final People people;
    private final Messages messages;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    LowBalanceCalls(
            NoticeStore store,
            Accounts accounts,
            People people,
            Messages messages,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.people = people;
        this.messages = messages;
        this.transactions = transactions;
        this.clock = clock;
    }

    JobKind.Outcome answer(String call) {
        long account = Long.parseLong(call.substring(0, call.indexOf('/')));
        return transactions.execute(status -> store.lock(account)
                .map(balance -> answer(account, balance, call))
                .orElseGet(JobKind::done));
    }

    private JobKind.Outcome answer(long account, NoticeStore.Balance balance, String call) {
        List<NoticeLevel> fallen = store.of(account).stream()
                .filter(level ->
                        level.isDue() && balance.minor() < level.level().minor())
                .toList();
        if (!fallen.isEmpty() && balance.isBeingFilled()) {
            return JobKind.again(WHILE_FILLED);
        }
        if (!fallen.isEmpty()) {
            tell(account, fallen, call);
        }
        store.callAtHighest(account);
        return JobKind.done();
    }

    private void tell(long id, List<NoticeLevel> fallen, String call) {
        MyAccount account = accounts.find(id).orElseThrow();
        Set<Long> acting = accounts.actingFor(id).stream().map(Acting::person).collect(Collectors.toSet());
        Map<Long, Person> known =
                people.byIds(fallen.stream().map(NoticeLevel::person).toList());
        for (NoticeLevel level : fallen) {
            Person person = known.get(level.person());
            if (person != null && acting.contains(level.person())) {
                tell(person, account, level, call);
            }
            store.setDue(level.person(), id, false);
        }
    }

    private void tell(Person person, MyAccount account, NoticeLevel level, String call) {
        var notice = new Notice.LowBalance(
                account.name(),
                account.balance(),
                level.level(),
                clock.instant(),
                account.page() + "/top-up",
                account.page() + "/notice");
        String key = CALL + ":" + call + ":" + person.publicId();
        if (level.byEmail() && person.isConfirmed(Channel.EMAIL)) {
            messages.send(notice, new Recipient.EmailOf(person.id()), person.language(), key);
        }
        if (level.bySms() && person.isConfirmed(Channel.SMS)) {
            messages.send(notice, new Recipient.SmsOf(person.id()), person.language(), key + ":sms");
        }
    }
}
