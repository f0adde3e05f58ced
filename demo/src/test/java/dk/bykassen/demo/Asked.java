package dk.bykassen.demo;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing a till asked for under one id, however often it asked, and what it was told. */
final class Asked {

    /**
     * An answer that was acknowledged with 200.
     *
     * @param result {@code approved}, {@code declined} or {@code reversed}
     * @param reversed how much of the purchase had been given back; null for a purchase
     */
    record Told(
            String result,
            @Nullable String reason,
            @Nullable Long balance,
            @Nullable Long reversed) {}

    final CutTown town;
    final String key;
    final UUID id;
    /** What is reversed; null when this is a purchase itself. */
    final @Nullable UUID purchase;

    final long amount;
    final String body;

    /** Given back so far, as the one caller who reverses it knows. */
    long givenBack;

    private volatile @Nullable Told told;
    private boolean toldAsNew;

    private Asked(CutTown town, String key, UUID id, @Nullable UUID purchase, long amount, String body) {
        this.town = town;
        this.key = key;
        this.id = id;
        this.purchase = purchase;
        this.amount = amount;
        this.body = body;
    }

    static Asked toBuy(CutTown town, String key, UUID id, String card, String at, long amount) {
        String food = """
                {"text":"Ostehaps","quantity":1,"amount":%d,"group":"food"}""".formatted(amount - amount / 3);
        String other = """
                {"text":"Blyant","quantity":2,"amount":%d}""".formatted(amount / 3);
        return new Asked(town, key, id, null, amount, """
                        {"id":"%s","card":"%s","at":"%s","total":%d,"lines":[%s,%s]}\
                        """.formatted(id, card, at, amount, food, other));
    }

    /** Gives {@code amount} of this purchase back. */
    Asked reversal(UUID reversal, long amount) {
        givenBack += amount;
        return new Asked(town, key, reversal, id, amount, """
                {"id":"%s","amount":%d}""".formatted(reversal, amount));
    }

    /** The same id for another purchase. */
    String otherBody() {
        return body.replace("Ostehaps", "Rugbrød");
    }

    String path() {
        return purchase == null ? "/api/v1/purchases" : "/api/v1/purchases/" + purchase + "/reversal";
    }

    @Nullable
    Told told() {
        return told;
    }

    boolean isApproved() {
        Told now = told;
        return now != null && now.result().equals("approved");
    }

    /**
     * Keeps an acknowledged answer.
     *
     * @param replayed whether it was marked as given before
     * @return what is wrong with it; null when nothing is
     */
    synchronized @Nullable String hear(Told answer, boolean replayed) {
        Told before = told;
        if (before != null && !before.equals(answer)) {
            return id + " was told " + before + " and then " + answer;
        }
        if (!replayed && toldAsNew) {
            return id + " was decided twice: " + answer;
        }
        told = answer;
        toldAsNew |= !replayed;
        return null;
    }
}
