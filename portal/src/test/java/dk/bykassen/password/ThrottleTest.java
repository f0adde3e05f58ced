package dk.bykassen.password;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.tenant.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Guessing is slow, for those who guess and for nobody else. */
class ThrottleTest extends PasswordTown {

    private static final String WRONG = "forkert#1";

    @Autowired
    Throttle throttle;

    @Test
    void afterFiveWrongTriesANameWaitsHalfAMinuteThenLonger() throws SQLException {
        guess(EMAIL, 5);
        Answer sixth = signIn(visitor(), EMAIL, PASSWORD);
        assertThat(sixth.status()).isEqualTo(429);
        assertThat(seconds(sixth)).isBetween(20L, 31L);
        assertThat(sixth.body()).contains("Der er prøvet for mange gange. Vent ", " sekunder");

        pass(Duration.ofSeconds(31));
        assertThat(signIn(visitor(), EMAIL, WRONG).status()).isEqualTo(422);
        assertThat(seconds(signIn(visitor(), EMAIL, WRONG))).isBetween(50L, 61L);
        pass(Duration.ofSeconds(61));
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(303);
        // Whoever got in is free again.
        assertThat(signIn(visitor(), EMAIL, WRONG).status()).isEqualTo(422);
    }

    @Test
    void waitsGrowToAQuarterOfAnHourAndNotBeyond() {
        assertThat(IntStream.of(5, 6, 7, 8, 9, 10, 11, 1000)
                        .mapToObj(Throttle::waitAfter)
                        .map(Duration::toSeconds)
                        .toList())
                .containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
    }

    @Test
    void aNameNobodyHasWaitsJustTheSame() {
        guess(EMAIL, 5);
        guess("nobody@example.com", 5);
        Answer known = signIn(visitor(), EMAIL, WRONG);
        Answer unknown = signIn(visitor(), "nobody@example.com", WRONG);

        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(429);
        assertThat(seconds(unknown)).isCloseTo(seconds(known), org.assertj.core.data.Offset.offset(10L));
    }

    @Test
    void anotherSpellingOfTheNameBuysNoTries() {
        guess("20100004", 2);
        guess("+45 20 10 00 04", 2);
        guess("004520100004", 1);
        assertThat(signIn(visitor(), "2010 0004", WRONG).status()).isEqualTo(429);
    }

    @Test
    void nobodyLocksTheOwnerOut() {
        Visitor home = visitor();
        signIn(home, EMAIL, PASSWORD);
        home.cookies().remove("__Host-session");

        guess(EMAIL, 5);
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(429);
        assertThat(signIn(home, EMAIL, PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aBrowserThatIsKnownHasNoMoreTriesThanOthers() {
        Visitor home = visitor();
        signIn(home, EMAIL, PASSWORD);
        home.cookies().remove("__Host-session");

        for (int i = 0; i < 5; i++) {
            assertThat(signIn(home, EMAIL, WRONG).status()).isEqualTo(422);
        }
        assertThat(signIn(home, EMAIL, PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void aBrowserKnownToOneIsAStrangerToAnotherAndElsewhere() {
        customer("Bo", "Berg", "bo.berg@example.com", "+4520100055");
        Visitor home = visitor();
        signIn(home, EMAIL, PASSWORD);
        home.cookies().remove("__Host-session");
        guess("bo.berg@example.com", 5);
        assertThat(signIn(home, "bo.berg@example.com", WRONG).status()).isEqualTo(429);

        Tenant elsewhere = TestTown.found(founding, Tenant.Country.DK, List.of("camera-parking"));
        TestTown.in(elsewhere, () -> {
            rules.set(new Rules(true, 8, true, true, ""));
            return true;
        });
        var there = new Visitor(port, elsewhere.hosts().getFirst());
        there.cookies().putAll(home.cookies());
        assertThat(signIn(there, EMAIL, WRONG).status()).isEqualTo(422);
    }

    @Test
    void aForgedMarkOfAKnownBrowserIsNone() {
        guess(EMAIL, 5);
        for (String forged : List.of("x", "AAAA", "%", "a".repeat(4000))) {
            Visitor thief = visitor();
            thief.cookies().put(KnownBrowsers.COOKIE, forged);
            assertThat(signIn(thief, EMAIL, PASSWORD).status()).isEqualTo(429);
        }
    }

    @Test
    void aClassOfThirtyBehindOneAddressPassesWithSlipsOfTheFinger() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int pupil = 0; pupil < 30; pupil++) {
            String name = "pupil" + pupil + "@example.com";
            for (int slip = 0; slip < 3; slip++) {
                assertThat(pause("127.0.0.1", name, now)).isEmpty();
            }
        }
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void onePasswordTriedOnManyNamesIsSlowedToTenAMinute() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int i = 0; i < Throttle.ADDRESS_TRIES; i++) {
            assertThat(pause("192.0.2.7", "somebody" + i, now)).isEmpty();
        }
        assertThat(pause("192.0.2.7", "one more", now)).contains(Throttle.ADDRESS_REFILL);
        // Other addresses do not feel it.
        assertThat(pause("192.0.2.8", "one more", now)).isEmpty();

        Instant later = now.plus(Throttle.ADDRESS_REFILL);
        assertThat(pause("192.0.2.7", "one more", later)).isEmpty();
        assertThat(pause("192.0.2.7", "and another", later)).isPresent();
    }

    @Test
    void ownersStillGetInFromAnAddressThatIsSlowed() throws SQLException {
        Visitor home = visitor();
        signIn(home, EMAIL, PASSWORD);
        home.cookies().remove("__Host-session");
        for (int i = 0; i < Throttle.ADDRESS_TRIES; i++) {
            pause("127.0.0.1", "somebody" + i, Instant.now());
        }
        pass(Duration.ofSeconds(-60));

        Answer slowed = signIn(visitor(), "yet.another@example.com", WRONG);
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(seconds(slowed)).isBetween(10L, 70L);
        assertThat(signIn(home, EMAIL, PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aHouseholdIsOneAddressWhicheverOfItsNumbersItPicks() {
        assertThat(NetworkAddress.of("2001:db8:1:2::1")).isEqualTo(NetworkAddress.of("2001:db8:1:2:ffff:1:2:3"));
        assertThat(NetworkAddress.of("2001:db8:1:2::1")).isNotEqualTo(NetworkAddress.of("2001:db8:1:3::1"));
        assertThat(NetworkAddress.of("192.0.2.1")).isNotEqualTo(NetworkAddress.of("192.0.2.2"));
        assertThat(NetworkAddress.of("::ffff:192.0.2.1")).isEqualTo(NetworkAddress.of("192.0.2.1"));
    }

    @Test
    void aTownUnderAttackSlowsAddressesSooner() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int i = 0; i <= Throttle.TENANT_TRIES; i++) {
            var guess = new Throttle.Visitor("somebody" + i, "198.51.100." + i % 250, null);
            inTown(() -> {
                throttle.wrong(guess, now);
                return true;
            });
        }
        for (int i = 0; i < Throttle.ADDRESS_TRIES_UNDER_ATTACK; i++) {
            assertThat(pause("192.0.2.7", "somebody" + i, now)).isEmpty();
        }
        assertThat(pause("192.0.2.7", "one more", now)).isPresent();
    }

    @Test
    void triesSentSideBySideShareNone() throws Exception {
        long before = hashing.computed();
        Callable<Integer> guess = () -> signIn(visitor(), EMAIL, WRONG).status();
        try (var crowd = Executors.newFixedThreadPool(12)) {
            List<Integer> answers = crowd
                    .invokeAll(IntStream.range(0, 24).mapToObj(i -> guess).toList())
                    .stream()
                    .map(answer -> answer.resultNow())
                    .toList();
            assertThat(answers.stream().filter(status -> status == 422)).hasSize(5);
            assertThat(answers).containsOnly(422, 429);
        }
        assertThat(hashing.computed() - before).isEqualTo(5);
    }

    @Test
    void countersNobodyAddsToAreForgottenAfterADay() throws SQLException {
        guess(EMAIL, 2);
        guess("nobody@example.com", 1);
        pass(Duration.ofHours(25));
        signIn(visitor(), "third@example.com", WRONG);

        // The new name, the address and the town.
        assertThat(count("password.throttle")).isEqualTo(3);
    }

    @Test
    void nobodyReadsFromTheCountersWhoWasTried() throws SQLException {
        guess(EMAIL, 1);
        try (var connection = TestTown.superuser("town");
                var sql = connection.createStatement();
                var rows = sql.executeQuery(
                        "select string_agg(t::text, ' ') from password.throttle t where tenant_id = " + town.id())) {
            rows.next();
            assertThat(rows.getString(1)).doesNotContain(EMAIL).doesNotContain("127.0.0.1");
        }
    }

    private void guess(String name, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(signIn(visitor(), name, WRONG).status()).isEqualTo(422);
        }
    }

    private Optional<Duration> pause(String address, String name, Instant now) {
        return inTown(() -> throttle.admit(new Throttle.Visitor(name, address, null), now));
    }

    private static long seconds(Answer answer) {
        return Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow());
    }
}
