package dk.bykassen.device;

import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.HostRule;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.MDC;
import org.springframework.http.HttpMethod;

/** Takes the lean door's calls to their routes: promptly where a route can, else on a thread that may wait. */
final class Reception {

    /** Where a call that is no route's is counted. */
    private static final String NOWHERE = "NOT_FOUND";

    private static final Set<String> METHODS =
            Stream.of(HttpMethod.values()).map(HttpMethod::name).collect(Collectors.toUnmodifiableSet());

    private final RouteTable table;
    private final Answers answers;
    private final HostRule hosts;
    private final MeterRegistry meters;
    private final Semaphore places;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    Reception(List<DeviceApi> apis, Answers answers, HostRule hosts, MeterRegistry meters, int places) {
        this.table = new RouteTable(apis);
        this.answers = answers;
        this.hosts = hosts;
        this.meters = meters;
        this.places = new Semaphore(places);
    }

    private record Series(String method, String pattern, int status) {}

    /** An answer and the route it is counted under. */
    record Answered(Reply reply, String pattern) {}

    /** What a call leads to. */
    private sealed interface Way {
        record Refused(Answered answered) implements Way {}

        record To(Route route, DoorCall call, Optional<Tenant> tenant) implements Way {}
    }

    /** Answers, now or later; never fails. @param next the caller's thread, which never waits */
    CompletableFuture<Answered> answer(DoorCall call, Executor next) {
        if (!hosts.isAtHand()) {
            return later(call, NOWHERE, () -> {
                hosts.takeToHand();
                return switch (way(call)) {
                    case Way.Refused refused -> refused.answered();
                    case Way.To to -> atLeisure(to);
                };
            });
        }
        return switch (way(call)) {
            case Way.Refused refused -> CompletableFuture.completedFuture(refused.answered());
            case Way.To to -> {
                Route.Prompt prompt = to.route().prompt();
                yield prompt == null ? later(to) : promptly(to, prompt, next);
            }
        };
    }

    /** @param method as it was sent; what is no method of HTTP is counted as one */
    void count(String method, Answered answered, long nanos) {
        var series = new Series(
                METHODS.contains(method) ? method : "UNKNOWN",
                answered.pattern(),
                answered.reply().status());
        timers.computeIfAbsent(series, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** An answer that no route gave. */
    Answered refused(Problem problem, String requestId) {
        return new Answered(answers.problem(problem, requestId), NOWHERE);
    }

    private Way way(DoorCall call) {
        try {
            Target target = Target.of(call.head());
            if (!target.path().startsWith("/api/")) {
                throw new Problem(404, "not-found", "");
            }
            Optional<Tenant> tenant = hosts.tenant(target.host());
            if (tenant.isEmpty() && !hosts.isForDevices(target.host(), target.path())) {
                throw new Problem(421, "unknown-host", "");
            }
            return way(call, tenant, table.at(target.path()).orElseThrow(() -> new Problem(404, "not-found", "")));
        } catch (Problem e) {
            return new Way.Refused(refused(e, call.requestId()));
        }
    }

    private Way way(DoorCall call, Optional<Tenant> tenant, RouteTable.Found found) {
        String method = call.head().method().name();
        Route route = found.route(method);
        if (route != null) {
            return new Way.To(route, call.with(found.variables()), tenant);
        }
        Reply reply = method.equals("OPTIONS")
                ? new Reply(200, "", Map.of(), new byte[0])
                : answers.problem(405, "bad-request", "", call.requestId());
        return new Way.Refused(new Answered(reply.with("Allow", found.allowed()), NOWHERE));
    }

    private CompletableFuture<Answered> promptly(Way.To to, Route.Prompt prompt, Executor next) {
        CompletableFuture<Optional<Reply>> begun;
        try {
            begun = in(to.tenant(), () -> prompt.of(to.call(), next));
        } catch (Throwable e) { // an Error too: whoever called would wait for ever
            begun = CompletableFuture.failedFuture(e);
        }
        String pattern = to.route().pattern();
        return begun.exceptionally(failure ->
                        Optional.of(answers.failed(failure, pattern, to.call().requestId())))
                .thenCompose(
                        reply -> reply.map(known -> CompletableFuture.completedFuture(new Answered(known, pattern)))
                                .orElseGet(() -> later(to)));
    }

    private CompletableFuture<Answered> later(Way.To to) {
        return later(to.call(), to.route().pattern(), () -> atLeisure(to));
    }

    private Answered atLeisure(Way.To to) {
        return new Answered(
                in(to.tenant(), () -> answers.of(to.route(), to.call())),
                to.route().pattern());
    }

    /** On a thread of its own; at once a refusal when too many are under way already. */
    private CompletableFuture<Answered> later(DoorCall call, String pattern, Supplier<Answered> work) {
        if (!places.tryAcquire()) {
            return CompletableFuture.completedFuture(
                    new Answered(answers.problem(503, "overload", "", call.requestId()), pattern));
        }
        var answered = new CompletableFuture<Answered>();
        Thread.ofVirtual().name("device").start(() -> {
            try (var logged = MDC.putCloseable("request", call.requestId())) {
                answered.complete(work.get());
            } catch (Throwable e) { // an Error too: whoever called would wait for ever
                answered.complete(new Answered(answers.failed(e, pattern, call.requestId()), pattern));
            } finally {
                places.release();
            }
        });
        return answered;
    }

    private static <T> T in(Optional<Tenant> tenant, ScopedValue.CallableOp<T, RuntimeException> work) {
        return tenant.isPresent() ? Tenants.<T, RuntimeException>inTenant(tenant.get(), work) : work.call();
    }

    /** The same series as the portal's port has. */
    private Timer timer(Series series) {
        return Timer.builder("http.server.requests")
                .tag("error", "none")
                .tag("exception", "none")
                .tag("method", series.method())
                .tag("outcome", outcome(series.status()))
                .tag("status", String.valueOf(series.status()))
                .tag("uri", series.pattern())
                .register(meters);
    }

    private static String outcome(int status) {
        return status < 300 ? "SUCCESS" : status < 500 ? "CLIENT_ERROR" : "SERVER_ERROR";
    }
}
