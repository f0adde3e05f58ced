package dk.bykassen.password;

import dk.bykassen.identity.Channel;
import dk.bykassen.identity.ContactListener;
import dk.bykassen.identity.Eids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Who has a password, and the names they sign in with. All times are real time. */
@Service
public class Passwords implements ContactListener {

    private final PasswordStore store;
    private final SignInNames names;
    private final Hashing hashing;
    private final Eids eids;
    private final TransactionTemplate transactions;

    Passwords(PasswordStore store, SignInNames names, Hashing hashing, Eids eids, TransactionTemplate transactions) {
        this.store = store;
        this.names = names;
        this.hashing = hashing;
        this.eids = eids;
        this.transactions = transactions;
    }

    /**
     * Gives {@code person} a password without asking the tenant's rules or telling anybody: for whoever sets a portal up.
     * Call it outside a transaction, which would hold a connection while the password is hashed.
     */
    public void set(long person, String password) {
        String hash = hashing.hash(password);
        transactions.executeWithoutResult(status -> store.put(person, hash, Instant.now()));
    }

    public boolean has(long person) {
        return transactions.execute(status -> store.hash(person).isPresent());
    }

    /** The names {@code person} can sign in with. */
    List<String> namesOf(long person) {
        return transactions.execute(status -> names.of(person)).stream()
                .map(kept -> kept.name().text())
                .toList();
    }

    /** Which names of an older system were taken over; one is left out when it cannot be read or somebody else has it. */
    public record Expected(boolean email, boolean mobile) {}

    /**
     * Registers the names under which an older system knew {@code person}, as typed. Nobody has proved them: their owner
     * sets the first password by a link sent to one of them, and whoever proves one as theirs takes it over.
     */
    public Expected expect(long person, @Nullable String email, @Nullable String mobile) {
        return transactions.execute(status -> new Expected(
                expect(
                        person,
                        Stream.ofNullable(email)
                                .flatMap(typed -> SignInName.email(typed).stream())
                                .findFirst()),
                expect(
                        person,
                        Stream.ofNullable(mobile)
                                .flatMap(typed -> SignInName.mobile(typed).stream())
                                .findFirst())));
    }

    @Override
    public void proved(long person, Channel channel, String address) {
        names.prove(person, new SignInName(channel, address), Instant.now());
    }

    /**
     * A proved name goes on signing in until the new address is proved: nobody is locked out by a slip of the finger. Of
     * somebody who has not come in yet the new address is expected as the old one was, else nobody could come in by it.
     */
    @Override
    public void changed(long person, Channel channel, @Nullable String old, @Nullable String now) {
        if (now == null) {
            names.drop(person, channel);
        } else {
            boolean wasExpected = names.dropUnproved(person, channel);
            if (wasExpected && store.hash(person).isEmpty() && !eids.has(person)) {
                names.expect(person, new SignInName(channel, now), Instant.now());
            }
        }
    }

    private boolean expect(long person, Optional<SignInName> name) {
        return name.filter(known -> names.expect(person, known, Instant.now())).isPresent();
    }
}
