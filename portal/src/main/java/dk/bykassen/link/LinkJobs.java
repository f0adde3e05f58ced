package dk.bykassen.link;

import dk.bykassen.card.AccountJoined;
import dk.bykassen.card.MyAccount;
import dk.bykassen.link.RequestState.Event;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.Jobs;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The module's background work: asking, ending what nobody answered, and what comes with the new day. */
@Component
class LinkJobs {

    /** At every midnight of a tenant. */
    static final String NIGHT = "link-night";

    /** How long an ended request is remembered, and a no with it. */
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private static final Set<RequestState> IN_VAIN =
            Set.of(RequestState.WAITING, RequestState.DECLINED, RequestState.EXPIRED);

    private final RequestStore requests;
    private final LinkStore links;
    private final LinkNews news;
    private final Guardianships guardianships;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    LinkJobs(
            RequestStore requests,
            LinkStore links,
            LinkNews news,
            Guardianships guardianships,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.requests = requests;
        this.links = links;
        this.news = news;
        this.guardianships = guardianships;
        this.transactions = transactions;
        this.clock = clock;
    }

    JobKind.Outcome ask(UUID id) {
        transactions.executeWithoutResult(status -> requests.find(id)
                .filter(request -> request.isWaiting(clock.instant()))
                .ifPresent(request -> {
                    Long account = request.account();
                    if (account != null) {
                        links.holder(account).ifPresent(holder -> news.asked(request, account, holder));
                    }
                }));
        return JobKind.done();
    }

    JobKind.Outcome endUnanswered(UUID id) {
        transactions.executeWithoutResult(status -> requests.find(id)
                .filter(request -> IN_VAIN.contains(request.state()))
                .ifPresent(request -> {
                    requests.end(request.id(), Event.RUN_OUT, RequestState.EXPIRED, clock.instant());
                    news.inVain(request);
                }));
        return JobKind.done();
    }

    JobKind.Outcome night() {
        guardianships.endThoseOfAge();
        Instant now = clock.instant();
        transactions.executeWithoutResult(status -> requests.forget(now.minus(REMEMBERED)));
        return JobKind.again(Duration.between(now, midnight(now)));
    }

    static Instant midnight(Instant now) {
        Tenant tenant = Tenants.current();
        return LocalDate.ofInstant(now, tenant.zone())
                .plusDays(1)
                .atStartOfDay(tenant.zone())
                .toInstant();
    }

    /** Begins the nights of a tenant: of those there are when the portal starts, and of others with their first guardian. */
    @Component
    static class Nights implements AccountJoined {

        private final Tenants tenants;
        private final Jobs jobs;
        private final TransactionTemplate transactions;
        private final InstantSource clock;

        Nights(Tenants tenants, Jobs jobs, TransactionTemplate transactions, InstantSource clock) {
            this.tenants = tenants;
            this.jobs = jobs;
            this.transactions = transactions;
            this.clock = clock;
        }

        @EventListener(ApplicationReadyEvent.class)
        void begin() {
            for (Tenant tenant : tenants.all()) {
                Tenants.<Boolean, RuntimeException>inTenant(tenant, () -> {
                    transactions.executeWithoutResult(status -> enqueue());
                    return true;
                });
            }
        }

        @Override
        public void joined(long person, long account, MyAccount.Kind kind) {
            if (kind == MyAccount.Kind.GUARDIAN) {
                enqueue();
            }
        }

        private void enqueue() {
            jobs.enqueue(NIGHT, "nightly", midnight(clock.instant()));
        }
    }

    @Configuration
    static class Kinds {

        @Bean
        JobKind linkAsked(LinkJobs work) {
            return new JobKind(Requests.ASKED, id -> work.ask(UUID.fromString(id)));
        }

        @Bean
        JobKind linkOver(LinkJobs work) {
            return new JobKind(Requests.OVER, id -> work.endUnanswered(UUID.fromString(id)));
        }

        @Bean
        JobKind linkNight(LinkJobs work) {
            return new JobKind(NIGHT, id -> work.night());
        }
    }
}
