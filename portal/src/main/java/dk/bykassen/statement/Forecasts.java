package dk.bykassen.statement;

import dk.bykassen.card.AccountFacts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.ledger.DaySpent;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Phrase;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** <i>Rækker til og med torsdag</i>: one query, however many accounts there are. */
@Component
class Forecasts implements AccountFacts {

    private static final int ORDER = 10;
    private static final int DAYS_WITH_A_NAME = 6;

    private final Ledger ledger;
    private final InstantSource clock;

    Forecasts(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Map<UUID, List<Fact>> of(SignedIn viewer, List<MyAccount> accounts) {
        List<MyAccount> spending = accounts.stream()
                .filter(account -> account.isUsable() && account.autoTopUp() == null)
                .toList();
        ZoneId zone = Tenants.current().zone();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        List<DaySpent> spent = ledger.spending(
                spending.stream().map(MyAccount::purseId).toList(),
                Habit.begin(today).atStartOfDay(zone).toInstant(),
                today.plusDays(1).atStartOfDay(zone).toInstant(),
                zone);
        Map<UUID, List<Fact>> facts = new HashMap<>();
        // One that fills itself is spoken of by whoever fills it, with its threshold.
        for (MyAccount account : spending) {
            phrase(account, spent, today)
                    .ifPresent(text -> facts.put(account.publicId(), List.of(new Fact("chart", text, ORDER))));
        }
        return facts;
    }

    /** What to say of {@code account}; {@code spent} may be about others too and reach further back. */
    static Optional<Phrase> phrase(MyAccount account, Collection<DaySpent> spent, LocalDate today) {
        if (account.autoTopUp() != null) {
            return Optional.of(Phrase.of("statement.forecast.auto", account.autoTopUp()));
        }
        Map<LocalDate, Habit.Day> days = new HashMap<>();
        spent.stream()
                .filter(day -> day.account() == account.purseId())
                .forEach(day -> days.put(day.day(), new Habit.Day(day.minor(), day.purchases())));
        Habit.@Nullable Day already = days.get(today);
        return Habit.of(days, today)
                .map(habit -> habit.forecast(today, account.balance().minor(), already == null ? 0 : already.minor()))
                .map(forecast -> phrase(forecast, today));
    }

    private static Phrase phrase(Forecast forecast, LocalDate today) {
        return switch (forecast) {
            case Forecast.Through through when through.last().equals(today) -> Phrase.of("statement.forecast.today");
            case Forecast.Through through -> Phrase.of("statement.forecast.through", day(through.last(), today));
            case Forecast.NotEven none when none.day().equals(today) -> Phrase.of("statement.forecast.not-today");
            case Forecast.NotEven none -> Phrase.of("statement.forecast.not-even", day(none.day(), today));
            case Forecast.Weeks weeks -> Phrase.of("statement.forecast.weeks");
        };
    }

    /** A day of the coming week by its name, a later one by its date. */
    private static Object day(LocalDate day, LocalDate today) {
        return day.isAfter(today.plusDays(DAYS_WITH_A_NAME))
                ? day
                : Phrase.of("statement.day." + day.getDayOfWeek().getValue());
    }
}
