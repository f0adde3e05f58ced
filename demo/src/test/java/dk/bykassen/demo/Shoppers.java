package dk.bykassen.demo;

import dk.bykassen.kernel.Uuid7;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many tills that buy, give back, repeat themselves and ask two nodes at once, and remember every word. Between two acts they
 * can be held, so that somebody may look at the books.
 */
final class Shoppers implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String NOBODYS_CARD = "FFFFFFFF";
    /** How many earlier purchases a till remembers, to repeat or reverse them. */
    private static final int REMEMBERED = 40;

    private final List<Node> nodes;
    private final List<CutTown> towns;
    private final List<Thread> threads = new ArrayList<>();
    /** Each act holds it shared; whoever looks at the books holds it alone. */
    private final ReentrantReadWriteLock held = new ReentrantReadWriteLock(true);

    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicReference<@Nullable Runnable> afterNextSend = new AtomicReference<>();
    private volatile int pauseMillis = 40;
    private volatile boolean going = true;

    /** A node as tills see it. */
    static final class Node {
        final int port;
        /** How many requests it has acknowledged. */
        final AtomicInteger served = new AtomicInteger();

        Node(int port) {
            this.port = port;
        }
    }

    Shoppers(List<Node> nodes, List<CutTown> towns) {
        this.nodes = nodes;
        this.towns = towns;
    }

    void start(int callers, long seed) {
        for (int caller = 0; caller < callers; caller++) {
            Till till = new Till(new Random(seed + caller));
            threads.add(Thread.ofPlatform().name("till-" + caller).start(till));
        }
    }

    /** How long a till rests between two acts, at most. */
    void rest(int millis) {
        pauseMillis = millis;
    }

    /** Has {@code act} done by the next till that has just sent something, before it listens for the answer. */
    void afterNextSend(Runnable act) {
        afterNextSend.set(act);
    }

    /** Requests that were sent and have no answer yet. */
    int underWay() {
        return underWay.get();
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** Lets every till finish what it is at, then holds them all until {@link #goOn}. */
    void hold() {
        held.writeLock().lock();
    }

    void goOn() {
        held.writeLock().unlock();
    }

    /** What was asked since the last time; the tills are held. */
    List<Asked> takeAsked() {
        List<Asked> all = new ArrayList<>(asked);
        asked.clear();
        return all;
    }

    /** Answers that contradict each other or that nobody should get. */
    List<String> wrong() {
        return wrong.stream().limit(5).toList();
    }

    /**
     * Asks again, as a till does, until there is an answer.
     *
     * @return those whose answer was marked as given before
     */
    List<Asked> askAgain(Collection<Asked> open) throws InterruptedException {
        Queue<Asked> left = new ConcurrentLinkedQueue<>(open);
        Queue<Asked> replayed = new ConcurrentLinkedQueue<>();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < Math.min(16, open.size()); i++) {
            Till till = new Till(new Random(i));
            askers.add(Thread.ofPlatform().start(() -> {
                for (Asked one = left.poll(); one != null; one = left.poll()) {
                    till.untilTold(one, replayed);
                }
                till.hangUp();
            }));
        }
        for (Thread asker : askers) {
            asker.join();
        }
        return List.copyOf(replayed);
    }

    @Override
    public void close() throws InterruptedException {
        going = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** One till that stands at a counter, with a line to each node. */
    private final class Till implements Runnable {

        private final Random random;
        private final List<TillLine> lines;
        private final List<Asked> mine = new ArrayList<>();

        Till(Random random) {
            this.random = random;
            this.lines = lines();
        }

        @Override
        public void run() {
            while (going) {
                held.readLock().lock();
                try {
                    act();
                } catch (RuntimeException e) {
                    wrong.add("a till broke: " + e);
                } finally {
                    held.readLock().unlock();
                }
                LockSupport.parkNanos(1_000L * random.nextInt(pauseMillis * 1_000));
            }
            hangUp();
        }

        void hangUp() {
            lines.forEach(TillLine::close);
        }

        private void act() {
            int dice = random.nextInt(100);
            Asked earlier = mine.isEmpty() ? null : mine.get(random.nextInt(mine.size()));
            if (dice < 8 && earlier != null) {
                ask(earlier, somewhereOpen());
            } else if (dice < 10 && earlier != null) {
                refuse(earlier);
            } else if (dice < 22 && earlier != null && earlier.isApproved() && earlier.givenBack < earlier.amount) {
                giveBack(earlier);
            } else if (dice < 30) {
                atTwoNodesAtOnce(purchase());
            } else {
                keepAsking(purchase());
            }
        }

        private Asked purchase() {
            CutTown town = towns.get(random.nextInt(towns.size()));
            int hot = random.nextInt(100);
            String card =
                    hot < 2 ? NOBODYS_CARD : town.cards().get(random.nextInt(hot < 32 ? CutTown.HOT : CutTown.CARDS));
            String key = town.keys().get(random.nextInt(town.keys().size()));
            String at = Instant.now().toString();
            return remembered(Asked.toBuy(town, key, Uuid7.next(), card, at, 300 + random.nextInt(4_000)));
        }

        private Asked remembered(Asked one) {
            asked.add(one);
            if (one.purchase == null) {
                if (mine.size() == REMEMBERED) {
                    mine.remove(random.nextInt(REMEMBERED));
                }
                mine.add(one);
            }
            return one;
        }

        private void giveBack(Asked purchase) {
            long left = purchase.amount - purchase.givenBack;
            long part = random.nextBoolean() ? left : 1 + random.nextInt((int) left);
            keepAsking(remembered(purchase.reversal(Uuid7.next(), part)));
        }

        /** Half of those who hear nothing ask the other node at once; the others leave it open. */
        private void keepAsking(Asked one) {
            int node = somewhereOpen();
            if (!ask(one, node) && random.nextBoolean()) {
                ask(one, other(node));
            }
        }

        private int somewhereOpen() {
            int node = somewhere();
            return lines.get(node).isThere() ? node : other(node);
        }

        private void atTwoNodesAtOnce(Asked one) {
            Thread twin = Thread.ofPlatform().start(() -> {
                try (TillLine line = new TillLine(nodes.getLast().port)) {
                    ask(one, nodes.size() - 1, line);
                }
            });
            ask(one, 0);
            boolean interrupted = false;
            while (true) {
                try {
                    twin.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** An id that stands for something is refused for anything else. */
        private void refuse(Asked earlier) {
            if (earlier.told() != null) {
                try {
                    int node = somewhere();
                    int status =
                            send(earlier, earlier.otherBody(), lines.get(node)).status();
                    if (status != 409 && status != 503) {
                        wrong.add(earlier.id + " stood for something and for something else: " + status);
                    }
                } catch (IOException unknown) {
                    // It changes nothing, whether it came through or not.
                }
            }
        }

        private void untilTold(Asked one, Queue<Asked> replayed) {
            long until = System.nanoTime() + 60_000_000_000L;
            for (int node = somewhere(); System.nanoTime() < until; node = other(node)) {
                TillLine.Heard heard = tell(one, node, lines.get(node));
                if (heard != null) {
                    if (heard.isReplayed()) {
                        replayed.add(one);
                    }
                    return;
                }
                LockSupport.parkNanos(20_000_000);
            }
            wrong.add(one.id + " is not answered");
        }

        private boolean ask(Asked one, int node) {
            return ask(one, node, lines.get(node));
        }

        private boolean ask(Asked one, int node, TillLine line) {
            return tell(one, node, line) != null;
        }

        /** Asks once and keeps what is said; null when nobody knows. */
        private TillLine.@Nullable Heard tell(Asked one, int node, TillLine line) {
            try {
                TillLine.Heard heard = send(one, one.body, line);
                if (heard.status() == 200) {
                    String objection = one.hear(told(one, JSON.readTree(heard.body())), heard.isReplayed());
                    if (objection != null) {
                        wrong.add(objection);
                    }
                    acknowledged.incrementAndGet();
                    nodes.get(node).served.incrementAndGet();
                    return heard;
                }
                if (heard.status() != 503) {
                    wrong.add(one.path() + " " + one.body + " was refused: " + heard);
                }
            } catch (IOException unknown) {
                // Asked for again later.
            }
            return null;
        }

        private TillLine.Heard send(Asked one, String body, TillLine line) throws IOException {
            underWay.incrementAndGet();
            try {
                return line.post(one.path(), one.key, body, this::sent);
            } finally {
                underWay.decrementAndGet();
            }
        }

        private void sent() {
            Runnable act = afterNextSend.get() == null ? null : afterNextSend.getAndSet(null);
            if (act != null) {
                act.run();
            }
        }

        private int somewhere() {
            return random.nextInt(nodes.size());
        }

        private int other(int node) {
            return (node + 1) % nodes.size();
        }
    }

    private List<TillLine> lines() {
        return nodes.stream().map(node -> new TillLine(node.port)).toList();
    }

    private static Asked.Told told(Asked one, JsonNode body) {
        if (one.purchase != null) {
            return new Asked.Told(
                    "reversed",
                    null,
                    body.get("balance").longValue(),
                    body.get("reversed").longValue());
        }
        JsonNode reason = body.get("reason");
        JsonNode balance = body.get("balance");
        return new Asked.Told(
                body.get("result").stringValue(),
                reason == null || reason.isNull() ? null : reason.stringValue(),
                balance == null || balance.isNull() ? null : balance.longValue(),
                null);
    }
}
