package dk.bykassen.message;

import dk.bykassen.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is said to somebody. A notice is kept as data and worded when it is sent. {@code path} is always the page of this
 * portal where the reader sees more or can act; {@code card} is how a stored card is shown, such as {@code Visa 4242};
 * {@code holder} is the name of the one whose account it is about.
 */
public sealed interface Notice {

    /**
     * A payment into an account.
     *
     * @param reference what the citizen can quote
     * @param total amount and fee: what left the card
     * @param issuer who holds the money, as it is to be read: name, business number, licence
     */
    record Receipt(
            String reference,
            String holder,
            Money amount,
            Money fee,
            Money total,
            String card,
            Instant at,
            String issuer,
            String path) {}

    /** The receipt of a top-up somebody made. */
    record TopUpReceipt(Receipt receipt) implements Notice {}

    /**
     * The receipt of a top-up the portal made.
     *
     * @param threshold the balance fell below this
     * @param settingsPath where automatic top-up is changed or stopped
     */
    record AutoTopUpReceipt(Receipt receipt, Money threshold, String settingsPath) implements Notice {}

    /**
     * The stored card did not pay.
     *
     * @param balance what is left on the account
     * @param isPaused whether nothing is tried again before the reader acts
     * @param again when the card is tried again; null when it is not, or where that was not known yet
     * @param path where the card is replaced
     * @param topUpPath where the account is topped up by hand
     */
    record AutoTopUpDeclined(
            String holder,
            Money amount,
            Money balance,
            String card,
            Instant at,
            CardTrouble trouble,
            boolean isPaused,
            @Nullable Instant again,
            String path,
            String topUpPath)
            implements Notice {}

    /**
     * Automatic top-up is on, but something is in its way.
     *
     * @param until when it looks again by itself; null where it goes on as soon as it can
     * @param topUpPath where the account is topped up by hand
     */
    record AutoTopUpWaits(
            String holder, WaitReason reason, @Nullable Instant until, Instant at, String path, String topUpPath)
            implements Notice {}

    /**
     * Automatic top-up charged so often in so short a time that it stopped to ask.
     *
     * @param amount what was charged the last time
     * @param path where it is set going again
     */
    record AutoTopUpAlarm(String holder, int charges, int minutes, Money amount, Instant at, String path)
            implements Notice {}

    /**
     * The bank wants the reader to confirm what automatic top-up tried to charge.
     *
     * @param balance what is left on the account
     * @param path of the page where it is paid, with the link's token
     * @param until how long the link can be used
     * @param settingsPath where automatic top-up is changed or stopped
     */
    record PayLink(
            String holder,
            Money amount,
            Money balance,
            String card,
            Secret path,
            Instant until,
            Instant at,
            String settingsPath)
            implements Notice {}

    /** Automatic top-up ended, and why. */
    record AutoTopUpStopped(String holder, Instant at, StopReason reason, String path) implements Notice {}

    /**
     * Money on its way from an account to a bank account.
     *
     * @param destination the bank account as far as it may be shown; empty for readers who did not ask for it
     */
    record WithdrawalNews(
            News what, String holder, Money amount, String destination, Instant at, String reference, String path)
            implements Notice {

        /** What became of it. */
        public enum News {
            /** The reader asked for it. */
            REQUESTED,
            /** Somebody else who decides over the account asked for it. */
            REQUESTED_BY_OTHER,
            PAID,
            /** The bank did not pay, or the money came back: it is on the account again. */
            REJECTED,
            UNDONE,
            /** The money is back, but the account is closed: it is kept until somebody has looked. */
            HELD
        }
    }

    /**
     * Money went from an account to another, or came from one.
     *
     * @param way which of the two {@code holder}'s account was; of the other nothing is said
     */
    record Transferred(Way way, String holder, Money amount, Instant at, String reference, String path)
            implements Notice {

        /** Which way the money went. */
        public enum Way {
            OUT,
            IN
        }
    }

    /** A card was stored and automatic top-up is on. */
    record CardRegistered(String holder, String card, Money amount, Money threshold, Instant at, String path)
            implements Notice {}

    /**
     * Another card pays from now on.
     *
     * @param previous the card that no longer pays, null where it is not known any more
     */
    record CardReplaced(
            String holder, String card, @Nullable String previous, Instant at, String path) implements Notice {}

    /**
     * A code to be typed into a page of the portal.
     *
     * @param minutes how long it can be used
     */
    record Code(Secret code, int minutes) implements Notice {}

    /**
     * An address of somebody is another one now; said to the old one, where somebody else may read it: no name.
     *
     * @param isEmail whether it was the e-mail address; else the mobile number
     */
    record ContactChanged(boolean isEmail, Instant at) implements Notice {}

    /**
     * Somebody else proved an address this reader had proved before: it no longer signs the reader in.
     *
     * @param isEmail whether it is the e-mail address; else the mobile number
     * @param path where the reader gives another one
     */
    record ContactTaken(boolean isEmail, Instant at, String path) implements Notice {}

    /**
     * A one-time link to a page where the reader chooses a password.
     *
     * @param path of the page, with the link's token
     * @param minutes how long it can be used
     * @param isFirst whether the reader has none here yet
     */
    record NewPassword(Secret path, int minutes, boolean isFirst) implements Notice {}

    /** Somebody asked for a new password for a reader who signs in without one. */
    record NoPassword(String path) implements Notice {}

    /** The reader's password is another one now, and every other browser is signed out. */
    record PasswordChanged(Instant at, String path) implements Notice {}

    /** Somebody tried to sign up with an address that belongs to the reader's account. */
    record AccountExists(String path) implements Notice {}

    /**
     * Somebody signs in otherwise from now on.
     *
     * @param way the eID's name; empty where it is a password, or no single one
     */
    record WaysChanged(What what, String way, Instant at, String path) implements Notice {

        /** What changed. */
        public enum What {
            ADDED,
            REMOVED,
            /** Two logins became one. */
            GATHERED
        }
    }

    /**
     * Somebody's access to an account changed, or is asked for.
     *
     * @param person whose access; empty where it is the reader's, or nobody is to be named
     * @param at when it changed; until when it can be answered; when it was asked for
     */
    record Access(What what, String person, String holder, Instant at, String path) implements Notice {

        /** What happened. */
        public enum What {
            /** Somebody asks the reader for it. */
            ASKED,
            GIVEN,
            /** It is the reader's from now on. */
            OPENED,
            /** The reader looks after the holder, a child, and decides from now on. */
            DECIDES,
            /** Nobody gave what the reader asked for. */
            NOT_GIVEN,
            /** The reader's was ended by somebody else. */
            TAKEN_AWAY,
            OTHER_ENDED,
            /** The reader looked after the one who came of age. */
            CHILD_OF_AGE,
            /** The reader came of age. */
            OF_AGE,
            CUSTODY_ENDED,
            /** The reader is to look through who has it: the holder's address is protected. */
            LOOK_THROUGH
        }
    }

    /** A copy of all of the reader's data can be fetched. @param until when it is forgotten */
    record CopyReady(Instant until, String path) implements Notice {}

    /** The reader asked to be deleted. @param due until then it can be undone */
    record DeletionAsked(Instant due, String path) implements Notice {}

    /** The deletion is near. */
    record DeletionSoon(Instant due, String path) implements Notice {}

    /** The deletion is due, but something has to be settled first. @param path where the reader sees what */
    record DeletionHeld(Instant at, String path) implements Notice {}

    record DeletionUndone(Instant at) implements Notice {}

    /** The last mail there is. */
    record AccountDeleted(Instant at) implements Notice {}

    /**
     * A till declined a purchase.
     *
     * @param amount of the purchase; nothing was taken
     * @param balance what is on the account
     * @param where the name of the place; null for readers who may not know where the holder is
     * @param limit what is limited, in the tenant's words; null where no limit stands in the way
     * @param path where the reader can mend it
     * @param autoPath where automatic top-up is set up; null where it would not help or is on
     * @param consentsPath where such messages are declined
     * @param settingsPath the account's page: it says whose name is to be forgotten where {@code path} leads elsewhere
     */
    record PurchaseDeclined(
            String holder,
            Money amount,
            Money balance,
            Instant at,
            @Nullable String where,
            Obstacle obstacle,
            @Nullable String limit,
            String path,
            @Nullable String autoPath,
            String consentsPath,
            String settingsPath)
            implements Notice {}

    /**
     * A balance fell below the level at which the reader wants to be told.
     *
     * @param balance what is left
     * @param path where money is paid in
     * @param levelPath where the level is changed or given up
     */
    record LowBalance(String holder, Money balance, Money level, Instant at, String path, String levelPath)
            implements Notice {}

    /** What stands in the way of a purchase. */
    enum Obstacle {
        NO_MONEY,
        DAY_LIMIT,
        WEEK_LIMIT,
        MONTH_LIMIT,
        PLACE,
        GROUP,
        /** Which allergen is nobody's business but the page's. */
        ALLERGEN,
        /** The chip is blocked and can be opened again. */
        BLOCKED,
        /** The town blocked the chip, and it alone opens it again. */
        BLOCKED_BY_TOWN,
        /** The chip was replaced, or is not in use yet. */
        NOT_IN_USE,
        CLOSED
    }

    /**
     * How far a new card is that was ordered.
     *
     * @param fee what it costs, or what is given back
     */
    record CardOrdered(Step step, String holder, Money fee, Instant at, String path) implements Notice {

        /** What happened. */
        public enum Step {
            ORDERED,
            SENT,
            IN_USE,
            /** There will be no card; the fee was given back. */
            FAILED
        }
    }

    /** Why a stored card did not pay, as far as its bank tells. */
    enum CardTrouble {
        EXPIRED,
        BLOCKED,
        NOT_ENOUGH_MONEY,
        UNKNOWN
    }

    /** Why automatic top-up ended. */
    enum StopReason {
        CANCELLED,
        CARD_REMOVED,
        CARD_FAILED,
        CHIP_BLOCKED,
        ACCOUNT_CLOSED,
        /** The reader no longer acts for the account. */
        LEFT
    }

    /** What automatic top-up waits for. */
    enum WaitReason {
        /** The chip is blocked. */
        CHIP,
        /** It charged as often as it may in a day. */
        DAY,
        /** The account is full. */
        ROOM
    }
}
