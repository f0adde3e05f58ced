package dk.bykassen.demo;

import dk.bykassen.kernel.Problem;
import dk.bykassen.ledger.Books;
import dk.bykassen.ledger.Proof;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.till.Purchases;
import dk.bykassen.web.Open;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows a town's books to scenarios, which compare them with what the tills were told and the gateway charged. */
@RestController
@Open
class BooksController {

    private final Tenants tenants;
    private final Books books;
    private final Purchases purchases;
    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    BooksController(
            Tenants tenants,
            Books books,
            Purchases purchases,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.tenants = tenants;
        this.books = books;
        this.purchases = purchases;
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        // One moment for all figures, whatever is bought meanwhile.
        this.snapshot.setIsolationLevel(Isolation.REPEATABLE_READ.value());
    }

    /**
     * A town's books at one moment; amounts in minor units.
     *
     * @param trialBalance zero when the books are right
     * @param differences accounts whose balance is not the sum of their transfers: none when the books are right
     * @param gatewayCharged what the ledger says the gateway took, fees included
     * @param gatewayRefunded what the ledger says the gateway gave back
     * @param purchases how many were approved, and what they came to
     * @param astray approved purchases that do not stand in the ledger exactly once: none when the books are right
     */
    record Shown(
            String tenant,
            long accounts,
            long transfers,
            long trialBalance,
            List<Proof.Difference> differences,
            long gatewayCharged,
            long gatewayRefunded,
            long purchases,
            long purchasesAmount,
            long reversals,
            long reversedAmount,
            long astray) {}

    private record Gateway(long charged, long refunded) {}

    @GetMapping("/demo/books")
    Shown books(@RequestParam(name = "tenant") String slug) {
        Tenant tenant = tenants.bySlug(slug).orElseThrow(Problem::notFound);
        return Tenants.<Shown, RuntimeException>inTenant(tenant, () -> snapshot.execute(status -> shown(slug)));
    }

    private Shown shown(String slug) {
        Proof proof = books.proof();
        Purchases.Stats sales = purchases.stats(Instant.EPOCH);
        Gateway gateway = gateway();
        return new Shown(
                slug,
                proof.accounts(),
                proof.transfers(),
                proof.trialBalance(),
                proof.differences(),
                gateway.charged(),
                gateway.refunded(),
                sales.approved(),
                sales.approvedAmount(),
                sales.reversals(),
                sales.reversedAmount(),
                sales.astray());
    }

    private Gateway gateway() {
        return jdbc.sql("""
                select coalesce(sum((
                           select sum(amount)
                           from ledger.transfer
                           where tenant_id = a.tenant_id and debit_account = a.id)), 0)::bigint as charged,
                       coalesce(sum((
                           select sum(amount)
                           from ledger.transfer
                           where tenant_id = a.tenant_id and credit_account = a.id and kind <> 'purchase')), 0)::bigint as refunded
                from ledger.account a
                where a.tenant_id = :tenant and a.kind = 'gateway'
                """)
                .param("tenant", Tenants.current().id())
                .query((row, number) -> new Gateway(row.getLong("charged"), row.getLong("refunded")))
                .single();
    }
}
