package dk.bykassen.message;

import dk.bykassen.kernel.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Notices about Emil's account, as the portal would give them out: at least one of every kind. */
final class NoticesAboutEmil {

    private static final Instant NOON = Instant.parse("2026-11-21T11:30:00Z");

    private NoticesAboutEmil() {}

    static List<Notice> all() {
        return Stream.of(
                        Stream.of(
                                receipt(),
                                new Notice.AutoTopUpReceipt(figures(), kroner(5000), "/accounts/a/auto-top-up"),
                                new Notice.CardRegistered(
                                        "Emil Holm", "Visa 4242", kroner(20000), kroner(5000), NOON, "/accounts/a"),
                                new Notice.CardReplaced("Emil Holm", "Visa 4242", "Visa 1111", NOON, "/accounts/a"),
                                new Notice.CardReplaced("Emil Holm", "Visa 4242", null, NOON, "/accounts/a"),
                                new Notice.AutoTopUpAlarm("Emil Holm", 3, 30, kroner(60000), NOON, "/accounts/a"),
                                new Notice.PayLink(
                                        "Emil Holm",
                                        kroner(20000),
                                        kroner(1250),
                                        "Visa 4242",
                                        new Secret("/pay/x"),
                                        NOON,
                                        NOON,
                                        "/accounts/a")),
                        Arrays.stream(Notice.WaitReason.values())
                                .map(reason -> new Notice.AutoTopUpWaits(
                                        "Emil Holm", reason, NOON, NOON, "/accounts/a", "/accounts/a/top-up")),
                        Arrays.stream(Notice.CardTrouble.values()).map(NoticesAboutEmil::declined),
                        Arrays.stream(Notice.StopReason.values())
                                .map(reason -> new Notice.AutoTopUpStopped("Emil Holm", NOON, reason, "/accounts/a")),
                        Arrays.stream(Notice.Obstacle.values())
                                .flatMap(obstacle -> Stream.of(
                                        purchaseDeclined(obstacle, null, null),
                                        purchaseDeclined(obstacle, "Fjordskolens kantine", "Klub dagligt"))))
                .<Notice>flatMap(notices -> notices)
                .toList();
    }

    static Notice receipt() {
        return new Notice.TopUpReceipt(figures());
    }

    private static Notice.Receipt figures() {
        return new Notice.Receipt(
                "FJ-7K2M-94QX",
                "Emil Holm",
                kroner(20000),
                kroner(150),
                kroner(20150),
                "Visa 4242",
                NOON,
                "By Kommune, CVR 12345678",
                "/payments/abc");
    }

    static Notice declined() {
        return declined(Notice.CardTrouble.EXPIRED);
    }

    private static Notice declined(Notice.CardTrouble trouble) {
        return new Notice.AutoTopUpDeclined(
                "Emil Holm",
                kroner(20000),
                kroner(1250),
                "Visa 4242",
                NOON,
                trouble,
                trouble == Notice.CardTrouble.EXPIRED,
                trouble == Notice.CardTrouble.EXPIRED ? null : NOON,
                "/accounts/a/auto-top-up",
                "/accounts/a/top-up");
    }

    private static Notice purchaseDeclined(Notice.Obstacle obstacle, String where, String limit) {
        return new Notice.PurchaseDeclined(
                "Emil Holm",
                kroner(3500),
                kroner(1250),
                NOON,
                where,
                obstacle,
                limit,
                "/accounts/a/top-up",
                where == null ? null : "/accounts/a/auto-top-up",
                "/profile/consents",
                "/accounts/a");
    }

    private static Money kroner(long minor) {
        return Money.of(minor, "DKK");
    }
}
