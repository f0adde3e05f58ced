package dk.bykassen.withdrawal.bank;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A bank that takes ISO 20022 files over HTTP: {@code POST <base>/payments} a pain.001, {@code GET <base>/payments/<MsgId>}
 * a pain.002, both with a bearer secret. 404 to the question says that the file never came.
 */
public final class IsoBank implements Bank, AutoCloseable {

    /** Far more than any report about one transfer; an endless one must not fill the memory. */
    private static final long LARGEST = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(IsoBank.class);

    private final HttpClient http;
    private final Duration patience;

    /**
     * @param connect how long to wait for a connection
     * @param patience how long a whole call may take, its body included
     */
    public IsoBank(Duration connect, Duration patience) {
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
    }

    @Override
    public BankWord handOver(BankAccess access, CreditTransfer transfer) {
        return call(
                transfer,
                request(access, "/payments")
                        .header("Content-Type", "application/xml; charset=utf-8")
                        .POST(BodyPublishers.ofByteArray(PaymentFile.of(transfer)))
                        .build());
    }

    @Override
    public BankWord ask(BankAccess access, CreditTransfer transfer) {
        return call(
                transfer, request(access, "/payments/" + transfer.name()).GET().build());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(BankAccess access, String path) {
        return HttpRequest.newBuilder(URI.create(access.base() + path))
                .timeout(patience)
                .header("Authorization", "Bearer " + access.secret())
                .header("Accept", "application/xml");
    }

    /** The future's own limit holds for the body too; the request's timeout ends with the headers. */
    private BankWord call(CreditTransfer transfer, HttpRequest request) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a bank is not called inside a transaction");
        }
        CompletableFuture<HttpResponse<byte[]>> call =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            return heard(transfer, request, call.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException noLine) {
            return new BankWord.NoAnswer();
        } catch (TimeoutException late) {
            call.cancel(true);
            return new BankWord.NoAnswer();
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new BankWord.NoAnswer();
        }
    }

    private static BankWord heard(CreditTransfer transfer, HttpRequest request, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status == 404 && request.method().equals("GET")) {
            return new BankWord.Unknown();
        }
        BankWord word =
                status == 200 || status == 202 ? StatusReport.read(answer.body(), transfer) : new BankWord.NoAnswer();
        if (word instanceof BankWord.NoAnswer) {
            LOG.warn("withdrawal {}: the bank answered {} and nothing that can be believed", transfer.id(), status);
        }
        return word;
    }
}
