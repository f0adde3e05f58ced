package dk.bykassen.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.card.CardTown;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.payment.NewPayment;
import dk.bykassen.payment.PaymentDesk;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.Started;
import dk.bykassen.till.Tills;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Karen looks at what Emil bought, whenever that was: purchases are put into the books as a till leaves them there. */
abstract class StatementTown extends CardTown {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Doorway doorway;

    @Autowired
    Tills tills;

    private UUID canteen = UUID.randomUUID();
    private String key = "";
    private final List<Bought> waiting = new ArrayList<>();

    private record Bought(UUID id, Instant at, String item, long minor) {}

    @BeforeEach
    void openCanteen() {
        canteen = with(() -> tills.openUnit("Kantinen, Fjordskolen", "school"));
        key = with(() -> tills.addTill(canteen, "Kasse 1")).key();
    }

    Visitor browserOf(Person person) {
        Visitor visitor = new Visitor(port, town.hosts().getFirst());
        doorway.signIn(town, person, visitor);
        return visitor;
    }

    String page() {
        return account().page() + "/statement";
    }

    /** Jens looks after Emil too. */
    Person otherParent() {
        return with(() -> {
            Person jens = people.create(NewPerson.named("Jens Torkild", "Holm", DANISH));
            issuing.link(jens.id(), account().id(), MyAccount.Kind.GUARDIAN);
            return jens;
        });
    }

    /** Money that came at a moment. */
    void given(Instant at, long minor) {
        post(at, TransferKind.OPENING, minor);
    }

    /** Any other movement; what is less than nothing leaves the account. */
    void post(Instant at, TransferKind kind, long minor) {
        with(() -> {
            long other = ledger.systemAccount(AccountKind.ADJUSTMENT);
            long purse = account().purseId();
            ledger.post(Posting.of(
                    Uuid7.next(),
                    "REF",
                    at,
                    new Entry(
                            minor < 0 ? purse : other, minor < 0 ? other : purse, town.money(Math.abs(minor)), kind)));
            return true;
        });
    }

    /** Emil bought {@code item}; kept with {@link #keep}. */
    UUID bought(Instant at, String item, long minor) {
        var bought = new Bought(idAt(at), at, item, minor);
        waiting.add(bought);
        return bought.id();
    }

    /** Writes down what was bought. */
    void keep() {
        try (Connection superuser = TestTown.superuser("town");
                PreparedStatement month = superuser.prepareStatement("call till.make_months(?::date, 1)");
                PreparedStatement buy = superuser.prepareStatement("""
                        with place as (
                            select u.tenant_id, u.id as unit, t.id as till, a.account_id as merchant, p.id as purse
                            from till.unit u
                            join till.till t on t.tenant_id = u.tenant_id and t.unit_id = u.id
                            join ledger.account p on p.tenant_id = u.tenant_id and p.id = ?
                            join till.unit_account a on a.tenant_id = u.tenant_id and a.unit_id = u.id
                                and a.stripe = ledger.stripe_of(p.id)
                            where u.tenant_id = ? and u.public_id = ?
                        ), bought as (
                            insert into till.purchase (tenant_id, id, till_id, unit_id, card_number, account_id, at, decided_at,
                                total, currency, lines, result, balance_after, fingerprint)
                            select tenant_id, b.id, till, unit, '8D40B2F3', purse, b.at, b.at, b.minor, 'DKK',
                                   jsonb_build_array(jsonb_build_object('text', b.item, 'quantity', 1, 'amount', b.minor,
                                       'group', 'food', 'allergens', '[]'::jsonb)),
                                   'approved', 0, sha256(b.id::text::bytea)
                            from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::bigint[]) b (id, at, item, minor), place
                        ), moved as (
                            update ledger.account a
                            set balance = a.balance + case when a.id = place.purse then -1 else 1 end * sum.minor
                            from place, (select sum(minor)::bigint as minor from unnest(?::bigint[]) m (minor)) sum
                            where a.tenant_id = place.tenant_id and a.id in (place.purse, place.merchant)
                        )
                        insert into ledger.transfer
                            (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, at)
                        select tenant_id, b.id, purse, merchant, b.minor, 'DKK', 'purchase', b.at
                        from unnest(?::uuid[], ?::timestamptz[], ?::bigint[]) with ordinality b (id, at, minor, place), place
                        order by b.place
                        """)) {
            var ids = superuser.createArrayOf(
                    "uuid", waiting.stream().map(Bought::id).toArray());
            var ats = superuser.createArrayOf(
                    "timestamptz",
                    waiting.stream().map(bought -> Timestamp.from(bought.at())).toArray());
            var items = superuser.createArrayOf(
                    "text", waiting.stream().map(Bought::item).toArray());
            var amounts = superuser.createArrayOf(
                    "bigint", waiting.stream().map(Bought::minor).toArray());
            for (LocalDate first : waiting.stream()
                    .map(bought ->
                            LocalDate.ofInstant(bought.at(), ZoneOffset.UTC).withDayOfMonth(1))
                    .collect(Collectors.toSet())) {
                month.setObject(1, first);
                month.execute();
            }
            Object[] values = {
                account().purseId(), town.id(), canteen, ids, ats, items, amounts, amounts, ids, ats, amounts
            };
            for (int place = 0; place < values.length; place++) {
                buy.setObject(place + 1, values[place]);
            }
            assertThat(buy.executeUpdate()).isEqualTo(waiting.size());
            waiting.clear();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Emil holds his chip to the till, now. */
    void buys(long minor) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/purchases"))
                            .header("Host", town.hosts().getFirst() + ":" + port)
                            .header("Authorization", "Bearer " + key)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("""
                                    {"id":"%s","card":"8D40B2F3","at":"2026-11-23T11:00:00+01:00","total":%d,
                                     "lines":[{"text":"Ostehaps","quantity":1,"amount":%d}]}""".formatted(Uuid7.next(), minor, minor)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).contains("approved");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A part of a purchase is given back. */
    void reversed(UUID purchase, Instant at, long minor) {
        UUID id = idAt(at);
        with(() -> {
            long merchant = jdbc.sql("select credit_account from ledger.transfer where group_id = ?")
                    .param(purchase)
                    .query(Long.class)
                    .single();
            ledger.post(Posting.of(
                    id,
                    "BACK",
                    at,
                    new Entry(merchant, account().purseId(), town.money(minor), TransferKind.PURCHASE_REVERSAL)));
            return jdbc.sql("""
                    insert into till.reversal (tenant_id, id, purchase_id, till_id, amount, at, balance_after, reversed_after,
                        fingerprint)
                    select tenant_id, ?, ?, till_id, ?, ?, 0, ?, fingerprint
                    from till.purchase
                    where id = ?
                    """)
                    .params(id, purchase, minor, Timestamp.from(at), minor, purchase)
                    .update();
        });
    }

    /** Somebody pays into Emil's account at the gateway; returns what people can quote. */
    String pays(Person payer, long kroner) {
        Started started = at(() -> payments.start(new NewPayment(
                PaymentKind.TOP_UP,
                payer.id(),
                account().purseId(),
                kroner(kroner),
                kroner(0),
                "payer@example.com",
                terms,
                DANISH,
                UUID.randomUUID(),
                false,
                null,
                account().publicId())));
        UUID payment = ((Started.Window) started).paymentId();
        peer.pay(inTheGatewaysBooks(payment));
        PaymentDesk.look(portal, town, payment);
        return with(() -> payments.find(payment).orElseThrow()).reference();
    }

    /** A UUIDv7 of that moment: purchases lie in the month their id says. */
    static UUID idAt(Instant at) {
        UUID any = UUID.randomUUID();
        return new UUID(
                at.toEpochMilli() << 16 | 0x7000L | any.getMostSignificantBits() & 0xfffL,
                any.getLeastSignificantBits());
    }
}
