package dk.bykassen.bench;

import dk.bykassen.till.Line;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * What a purchase costs with every rule on, against one with none. Both towns sell the same lunch; in one of them the tenant
 * counts in eight slots and every account has limits in all of them for day, week and month, places, item groups and
 * allergens that are refused, a standing order, and a level below which somebody wants to be told.
 */
final class RulesBench implements Benchmark {

    private static final List<Line> LUNCH = List.of(
            new Line("Dagens ret", 1, 28_00, "hot-meal", List.of("gluten", "celery")),
            new Line("Yoghurt", 1, 6_00, "food", List.of("milk")),
            new Line("Æble", 2, 4_00, "fruit", List.of()));

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String about() {
        return "a purchase with all rules on against one with none, in process";
    }

    @Override
    public void run(BenchOptions options, PrintStream out) throws Exception {
        out.printf(
                "%s%n%d rounds of %d s, %d callers, %d cards each; fsync and synchronous_commit on%n%n",
                about(), options.rounds(), options.turn().toSeconds(), options.callers(), options.cards());
        try (House house = House.open(options.folder())) {
            var plain = new BusyTown("no rules", BenchTown.found(house, "plain", "PLA", options.cards()), LUNCH);
            BenchTown strict = BenchTown.found(house, "strict", "STR", options.cards());
            everyRule(strict);
            var all = new BusyTown("all rules", strict, LUNCH);
            var rounds = new Rounds(List.of(plain, all));
            rounds.run(options, out);
            rounds.print(out);
            out.printf(
                    Locale.ROOT,
                    "%nall rules / no rules: time per purchase %.2f, CPU per purchase %.2f, p99 %.2f%n",
                    1 / rounds.ratio(all, plain, Sample::perSecond),
                    rounds.ratio(all, plain, Sample::microsEach),
                    rounds.ratio(all, plain, sample -> sample.millisAt(0.99)));
            out.printf(
                    "verified after every turn: %d purchases, each once; books, counters, limits%n",
                    plain.total() + all.total());
        }
    }

    /** Nothing of it stands in the way of this lunch; all of it has to be looked at. */
    private static void everyRule(BenchTown town) {
        town.change("""
                insert into card.limit_slot (tenant_id, slot, name, scope, matches, from_time, to_time)
                select :tenant, slot, name, scope, matches, from_time::time, to_time::time
                from (
                    values (1, 'Alt', 'all', null, null, null),
                           (2, 'Skole', 'place', 'school', null, null),
                           (3, 'Klub', 'place', 'club', null, null),
                           (4, 'Mad', 'group', 'food', null, null),
                           (5, 'Varm mad', 'group', 'hot-meal', null, null),
                           (6, 'Sødt', 'group', 'sweet', null, null),
                           (7, 'Hele dagen', 'meal', null, '00:00', '23:59'),
                           (8, 'Frugt', 'group', 'fruit', null, null)
                ) as s (slot, name, scope, matches, from_time, to_time)
                """);
        town.change("""
                insert into card.rule (tenant_id, account_id, limits, places_off, groups_off, allergens)
                select tenant_id, id, array_fill(100000000::bigint, array[24]), array['club', 'pool'],
                       array['sweet', 'energy-drink'], array['nuts', 'peanuts', 'fish']
                from card.account
                where tenant_id = :tenant
                """);
        town.change("update card.account set notice_below = 5000 where tenant_id = :tenant");
        town.change("""
                with terms as (
                    insert into tenant.terms (tenant_id, public_id, kind, version, language, title, body, published_at)
                    values (:tenant, gen_random_uuid(), 'auto_top_up', 1, 'da', 'Betingelser', 'Tekst', :now)
                    returning id
                )
                insert into card.auto_top_up
                    (tenant_id, public_id, account_id, person_id, stored_card_id, amount, threshold, receipt_email, language,
                     terms_id, status, created_at, changed_at)
                select a.tenant_id, gen_random_uuid(), a.id, a.holder_id, 1, 20000, 5000, 'karen.holm@example.com', 'da',
                       terms.id, 'active', :now, :now
                from card.account a
                cross join terms
                where a.tenant_id = :tenant
                """);
    }
}
