package dk.bykassen.demo;

import dk.bykassen.card.CardSettings;
import dk.bykassen.card.MyAccount;
import dk.bykassen.payment.GatewayAccounts;
import dk.bykassen.payment.gateway.GatewayAccess;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Gives the demo its towns, people and money at the first start. Every step looks at what is there before it adds anything:
 * a first start that was cut short is finished by the next, and what visitors changed stays changed.
 */
@Component
class Seed implements ApplicationRunner {

    private static final String EMILS_CHIP = "8D40B2F3";

    private final Tenants tenants;
    private final Founding founding;
    private final SignInSeed signIns;
    private final PeopleSeed people;
    private final AccountSeed accounts;
    private final TermsSeed terms;
    private final WordingSeed words;
    private final PrivacySeed privacy;
    private final TillSeed tills;
    private final LimitSeed limits;
    private final BankSeed bank;
    private final GatewayAccounts gateways;
    private final GatewayWindow window;
    private final Deposits deposits;
    private final DemoKeys keys;
    private final DemoOptions options;
    private final InstantSource clock;

    Seed(
            Tenants tenants,
            Founding founding,
            SignInSeed signIns,
            PeopleSeed people,
            AccountSeed accounts,
            TermsSeed terms,
            WordingSeed words,
            PrivacySeed privacy,
            TillSeed tills,
            LimitSeed limits,
            BankSeed bank,
            GatewayAccounts gateways,
            GatewayWindow window,
            Deposits deposits,
            DemoKeys keys,
            DemoOptions options,
            InstantSource clock) {
        this.tenants = tenants;
        this.founding = founding;
        this.signIns = signIns;
        this.people = people;
        this.accounts = accounts;
        this.terms = terms;
        this.words = words;
        this.privacy = privacy;
        this.tills = tills;
        this.limits = limits;
        this.bank = bank;
        this.gateways = gateways;
        this.window = window;
        this.deposits = deposits;
        this.keys = keys;
        this.options = options;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        for (Town town : Town.ALL) {
            Tenants.<Boolean, RuntimeException>inTenant(found(town), () -> {
                settle(town);
                return true;
            });
        }
        window.await();
        Tenants.<Boolean, InterruptedException>inTenant(found(Town.FJORDBY), () -> {
            peopleFjordby();
            return true;
        });
        Tenants.<Boolean, RuntimeException>inTenant(found(Town.KLOSTERBY), () -> {
            peopleKlosterby();
            return true;
        });
        writeKeys();
    }

    private Tenant found(Town town) {
        return tenants.bySlug(town.slug()).orElseGet(() -> founding.open(town.charter(), clock.instant()));
    }

    private void settle(Town town) {
        words.plant(town);
        signIns.plant(town);
        gateways.set("nexi", gateway(town));
        privacy.plant();
        people.rules(town);
        for (Somebody person : Somebody.in(town)) {
            long id = people.know(person);
            if (person.signIn() != null) {
                privacy.settled(id);
            }
        }
        if (town.equals(Town.BYPARK)) {
            people.bindMajasEid();
        }
        if (town.hasAccounts()) {
            terms.plant(accounts.rules(town));
            tills.plant(town);
            limits.plant(town);
            bank.plant(town);
        }
    }

    /** The keys the simulated gateway knows; written at every start, since it may have moved to another port. */
    private GatewayAccess gateway(Town town) {
        String simulator = options.simulator().toString();
        return new GatewayAccess(
                URI.create(simulator + "/nexi/v1"),
                simulator,
                "test-secret-key-" + town.slug(),
                "demowebhook" + town.slug().toLowerCase(Locale.ROOT));
    }

    /** Karen has money, a card and a son; Emil has had lunch; Jens signs in and manages nothing yet. */
    private void peopleFjordby() throws InterruptedException {
        CardSettings rules = accounts.rules(Town.FJORDBY);
        long karen = people.know(Somebody.KAREN);
        long emil = people.know(Somebody.EMIL);
        MyAccount hers = accounts.account(karen, "100001", "5C1A77E0", "5C1A77E0", null);
        MyAccount his = accounts.account(emil, "100002", EMILS_CHIP, EMILS_CHIP, karen);
        long card = deposits.storeCard(karen, Somebody.KAREN.name(), hers.publicId());
        Tenant fjordby = Tenants.current();
        deposits.pay(hers, karen, card, fjordby.money(200_00), rules.topUpFee(), "Karen's first deposit");
        deposits.pay(his, karen, card, fjordby.money(149_50), rules.topUpFee(), "Emil's first deposit");
        tills.firstLunch(EMILS_CHIP);
    }

    private void peopleKlosterby() {
        long anna = people.know(Somebody.ANNA);
        long vilde = people.know(Somebody.VILDE);
        accounts.account(vilde, "200001", "12341234", "4000 12341234", anna);
    }

    private void writeKeys() {
        keys.keep(
                Somebody.ALL.stream()
                        .filter(person -> person.signIn() != null)
                        .map(person -> new DemoKeys.Person(
                                person.town().slug(),
                                person.name(),
                                person.email(),
                                person.mobile(),
                                person.password()))
                        .toList(),
                List.of(
                        new DemoKeys.Chip(Town.FJORDBY.slug(), "5C1A77E0", Somebody.KAREN.name()),
                        new DemoKeys.Chip(Town.FJORDBY.slug(), EMILS_CHIP, Somebody.EMIL.name()),
                        new DemoKeys.Chip(Town.KLOSTERBY.slug(), "12341234", Somebody.VILDE.name())));
    }
}
