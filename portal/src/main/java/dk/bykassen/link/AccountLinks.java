package dk.bykassen.link;

import dk.bykassen.audit.Actor;
import dk.bykassen.card.AccountLeft;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import dk.bykassen.link.LinkStore.Link;
import dk.bykassen.link.Overview.Asked;
import dk.bykassen.link.Overview.Detail;
import dk.bykassen.link.Overview.Mine;
import dk.bykassen.link.Overview.Shared;
import dk.bykassen.link.Overview.ToAnswer;
import dk.bykassen.link.Overview.Who;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who acts for whom, and its end. What is not the viewer's to see is not found. */
@Service
@Transactional
class AccountLinks {

    /** How long what was asked for in vain stands on the page. */
    private static final Duration SHOWN = Duration.ofDays(14);

    private final Accounts accounts;
    private final LinkStore links;
    private final RequestStore store;
    private final Requests requests;
    private final Access access;
    private final Family family;
    private final People people;
    private final InstantSource clock;

    AccountLinks(
            Accounts accounts,
            LinkStore links,
            RequestStore store,
            Requests requests,
            Access access,
            Family family,
            People people,
            InstantSource clock) {
        this.accounts = accounts;
        this.links = links;
        this.store = store;
        this.requests = requests;
        this.access = access;
        this.family = family;
        this.people = people;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Overview of(SignedIn viewer) {
        Instant now = clock.instant();
        Map<Long, MyAccount> seen = seenBy(viewer);
        List<Link> known = links.to(seen.keySet());
        List<Request> asked = store.waitingFor(decidedBy(seen), now);
        Map<Long, String> names = names(known, asked);
        List<Shared> shared = seen.values().stream()
                .filter(account -> account.isOwn() || accounts.mayDecide(account))
                .map(account -> new Shared(account, others(viewer, account, known, names)))
                .toList();
        List<Mine> mine = known.stream()
                .filter(link -> link.person() == viewer.personId() && link.kind() != MyAccount.Kind.HOLDER)
                .map(link -> new Mine(link.publicId(), seen(seen, link.account()), link.since()))
                .toList();
        return new Overview(
                asked.stream()
                        .map(request -> toAnswer(request, seen(seen, account(request)), names))
                        .toList(),
                mine,
                shared,
                store.openOf(viewer.personId(), now).stream()
                        .map(AccountLinks::asked)
                        .toList(),
                store.inVainOf(viewer.personId(), now.minus(SHOWN), now).stream()
                        .map(AccountLinks::asked)
                        .toList());
    }

    /** What {@code id} is to the viewer. @throws Problem 404 when it is nothing */
    @Transactional(readOnly = true)
    public Detail find(SignedIn viewer, UUID id) {
        return ownRequest(viewer, id)
                .or(() -> question(viewer, id))
                .or(() -> link(viewer, id))
                .orElseThrow(Problem::notFound);
    }

    /** Answers a request; false when it was answered, taken back or over. @throws Problem 404 for somebody who may not */
    public boolean answer(SignedIn viewer, UUID id, boolean yes) {
        Request request = store.find(id).orElseThrow(Problem::notFound);
        MyAccount account = decided(viewer, request).orElseThrow(Problem::notFound);
        return yes
                ? requests.approve(viewer, request, account.id(), account.publicId())
                : requests.decline(viewer, request, account.publicId());
    }

    /** Takes back a request of the viewer's. @throws Problem 404 when it is not */
    public void withdraw(SignedIn viewer, UUID id) {
        requests.withdraw(viewer, requests.of(viewer.personId(), id).orElseThrow(Problem::notFound));
    }

    /** Ends somebody's access, the viewer's own or another's; again it changes nothing. @throws Problem 404 for somebody who may not */
    public void end(SignedIn viewer, UUID id) {
        Link link = links.find(id).orElseThrow(Problem::notFound);
        boolean isOwn = link.person() == viewer.personId();
        if (link.kind() != MyAccount.Kind.LINKED || !isOwn && !decides(viewer, link.account())) {
            throw Problem.notFound();
        }
        access.end(
                link,
                isOwn ? AccountLeft.Why.GAVE_UP : AccountLeft.Why.TAKEN_AWAY,
                Actor.citizen(viewer.publicId()),
                UnaryOperator.identity());
    }

    /** Lets one who is linked to a child look after it as the viewer does; again it changes nothing. @throws Problem 404 for somebody who may not */
    public void share(SignedIn viewer, UUID id) {
        Link link = links.find(id).orElseThrow(Problem::notFound);
        MyAccount account = seenBy(viewer).get(link.account());
        if (account == null || !looksAfter(account) || link.person() == viewer.personId()) {
            throw Problem.notFound();
        }
        if (family.couldDecide(link)) {
            access.share(link, Actor.citizen(viewer.publicId()), UnaryOperator.identity());
        }
    }

    private boolean looksAfter(MyAccount account) {
        return account.kind() == MyAccount.Kind.GUARDIAN && accounts.mayDecide(account);
    }

    private Optional<Detail> ownRequest(SignedIn viewer, UUID id) {
        return requests.of(viewer.personId(), id)
                .map(request -> request.looksOpen(clock.instant())
                        ? new Overview.Waiting(asked(request))
                        : new Overview.Gone());
    }

    private Optional<Detail> question(SignedIn viewer, UUID id) {
        return store.find(id)
                .flatMap(request -> decided(viewer, request).map(account -> {
                    Map<Long, String> names = people.names(List.of(request.requester()));
                    return request.isWaiting(clock.instant())
                            ? new Overview.Question(toAnswer(request, account, names))
                            : new Overview.Gone();
                }));
    }

    private Optional<Detail> link(SignedIn viewer, UUID id) {
        return links.find(id).flatMap(link -> {
            boolean isOwn = link.person() == viewer.personId();
            MyAccount account = seenBy(viewer).get(link.account());
            if (!isOwn && (account == null || !account.isOwn() && !accounts.mayDecide(account))) {
                return Optional.empty();
            }
            if (!link.isActive() || account == null) {
                return Optional.of(new Overview.Gone());
            }
            if (isOwn && account.isOwn()) {
                return Optional.empty();
            }
            boolean isLinked = link.kind() == MyAccount.Kind.LINKED;
            boolean mayEnd = isLinked && (isOwn || accounts.mayDecide(account));
            boolean mayShare = !isOwn && looksAfter(account) && family.couldDecide(link);
            Who who = isOwn ? null : who(link, people.names(List.of(link.person())), mayEnd);
            return Optional.of(new Overview.Access(link.publicId(), account, who, link.since(), mayEnd, mayShare));
        });
    }

    private Optional<MyAccount> decided(SignedIn viewer, Request request) {
        Long asked = request.account();
        return asked == null
                ? Optional.empty()
                : Optional.ofNullable(seenBy(viewer).get(asked))
                        .filter(account -> !account.closed() && accounts.mayDecide(account));
    }

    private boolean decides(SignedIn viewer, long account) {
        MyAccount seen = seenBy(viewer).get(account);
        return seen != null && accounts.mayDecide(seen);
    }

    private Map<Long, MyAccount> seenBy(SignedIn viewer) {
        return accounts.of(viewer.personId()).stream()
                .collect(Collectors.toMap(MyAccount::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private List<Long> decidedBy(Map<Long, MyAccount> seen) {
        return seen.values().stream()
                .filter(account -> !account.closed() && accounts.mayDecide(account))
                .map(MyAccount::id)
                .toList();
    }

    private List<Who> others(SignedIn viewer, MyAccount account, List<Link> known, Map<Long, String> names) {
        boolean decides = accounts.mayDecide(account);
        return known.stream()
                .filter(link -> link.account() == account.id()
                        && link.person() != viewer.personId()
                        && link.kind() != MyAccount.Kind.HOLDER)
                .map(link -> who(link, names, decides && link.kind() == MyAccount.Kind.LINKED))
                .toList();
    }

    private Map<Long, String> names(List<Link> known, List<Request> asked) {
        var ids = new ArrayList<Long>();
        known.forEach(link -> ids.add(link.person()));
        asked.forEach(request -> ids.add(request.requester()));
        return people.names(ids.stream().distinct().toList());
    }

    private static Who who(Link link, Map<Long, String> names, boolean mayEnd) {
        return new Who(link.publicId(), names.getOrDefault(link.person(), ""), link.kind(), link.since(), mayEnd);
    }

    private static ToAnswer toAnswer(Request request, MyAccount account, Map<Long, String> names) {
        return new ToAnswer(
                request.publicId(),
                names.getOrDefault(request.requester(), ""),
                account,
                request.askedAt(),
                request.expiresAt());
    }

    private static Asked asked(Request request) {
        return new Asked(request.publicId(), request.masked(), request.askedAt(), request.expiresAt());
    }

    private static long account(Request request) {
        Long account = request.account();
        if (account == null) {
            throw new IllegalStateException("asked of nobody");
        }
        return account;
    }

    private static MyAccount seen(Map<Long, MyAccount> seen, long account) {
        MyAccount known = seen.get(account);
        if (known == null) {
            throw new IllegalStateException("an account that was asked for is gone");
        }
        return known;
    }
}
