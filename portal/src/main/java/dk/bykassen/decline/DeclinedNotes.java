package dk.bykassen.decline;

import dk.bykassen.card.AccountNotes;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.message.Notice.Obstacle;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Phrase;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What was declined today, for as long as the same purchase would be declined again. */
@Component
class DeclinedNotes implements AccountNotes {

    private final RefusalStore store;
    private final Accounts accounts;
    private final InstantSource clock;

    DeclinedNotes(RefusalStore store, Accounts accounts, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public Matter matter() {
        return Matter.DECLINED;
    }

    @Override
    public List<Note> of(SignedIn viewer, List<MyAccount> mine) {
        if (mine.isEmpty()) {
            return List.of();
        }
        ZoneId zone = Tenants.current().zone();
        LocalDate today = Tenants.current().dayOf(clock.instant());
        Map<Long, Refusal> newest = store
                .standing(mine.stream().map(MyAccount::id).toList(), today)
                .stream()
                .collect(Collectors.toMap(Refusal::account, Function.identity(), (first, earlier) -> first));
        return mine.stream()
                .flatMap(account ->
                        Optional.ofNullable(newest.get(account.id()))
                                .map(refusal -> note(account, refusal, zone))
                                .stream())
                .toList();
    }

    private Note note(MyAccount account, Refusal refusal, ZoneId zone) {
        LocalTime time = LocalTime.ofInstant(refusal.at(), zone);
        Phrase title = accounts.mayKnowWhere(account)
                ? Phrase.of("decline.note.at", account.firstName(), refusal.total(), time, refusal.unit())
                : Phrase.of("decline.note", account.firstName(), refusal.total(), time);
        Obstacle obstacle = refusal.obstacle();
        String key = obstacle.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Phrase why = obstacle == Obstacle.NO_MONEY
                ? Phrase.of("decline.why.no-money", account.balance())
                : refusal.limit() == null
                        ? Phrase.of("decline.why." + key)
                        : Phrase.of("decline.why." + key + ".of", refusal.limit());
        boolean canMend =
                obstacle == Obstacle.NO_MONEY || obstacle == Obstacle.BLOCKED_BY_TOWN || accounts.mayDecide(account);
        List<Button> buttons = canMend
                ? List.of(
                        new Button(Phrase.of("decline.mend." + key, account.firstName()), refusal.mend(account.page())))
                : List.of();
        return new Note(account.publicId(), Tone.BAD, title, why, buttons, 10);
    }
}
