package dk.bykassen.message;

import dk.bykassen.message.MayContact.Purpose;
import java.util.Arrays;

/** The name under which each notice is stored and worded; stored ones must stay readable, so a name never changes. */
enum NoticeKind {
    TOP_UP_RECEIPT("top-up-receipt", Notice.TopUpReceipt.class, Purpose.NECESSARY),
    AUTO_TOP_UP_RECEIPT("auto-top-up-receipt", Notice.AutoTopUpReceipt.class, Purpose.NECESSARY),
    AUTO_TOP_UP_DECLINED("auto-top-up-declined", Notice.AutoTopUpDeclined.class, Purpose.SERVICE),
    AUTO_TOP_UP_STOPPED("auto-top-up-stopped", Notice.AutoTopUpStopped.class, Purpose.SERVICE),
    WITHDRAWAL("withdrawal", Notice.WithdrawalNews.class, Purpose.NECESSARY),
    TRANSFERRED("transferred", Notice.Transferred.class, Purpose.NECESSARY),
    AUTO_TOP_UP_WAITS("auto-top-up-waits", Notice.AutoTopUpWaits.class, Purpose.SERVICE),
    AUTO_TOP_UP_ALARM("auto-top-up-alarm", Notice.AutoTopUpAlarm.class, Purpose.NECESSARY),
    PAY_LINK("pay-link", Notice.PayLink.class, Purpose.SERVICE),
    LOW_BALANCE("low-balance", Notice.LowBalance.class, Purpose.SERVICE),
    CARD_REGISTERED("card-registered", Notice.CardRegistered.class, Purpose.NECESSARY),
    CARD_REPLACED("card-replaced", Notice.CardReplaced.class, Purpose.NECESSARY),
    PURCHASE_DECLINED("purchase-declined", Notice.PurchaseDeclined.class, Purpose.SERVICE),
    CARD_ORDERED("card-ordered", Notice.CardOrdered.class, Purpose.NECESSARY),
    CODE("code", Notice.Code.class, Purpose.NECESSARY),
    CONTACT_CHANGED("contact-changed", Notice.ContactChanged.class, Purpose.NECESSARY),
    CONTACT_TAKEN("contact-taken", Notice.ContactTaken.class, Purpose.NECESSARY),
    NEW_PASSWORD("new-password", Notice.NewPassword.class, Purpose.NECESSARY),
    NO_PASSWORD("no-password", Notice.NoPassword.class, Purpose.NECESSARY),
    PASSWORD_CHANGED("password-changed", Notice.PasswordChanged.class, Purpose.NECESSARY),
    ACCOUNT_EXISTS("account-exists", Notice.AccountExists.class, Purpose.NECESSARY),
    WAYS_CHANGED("ways-changed", Notice.WaysChanged.class, Purpose.NECESSARY),
    ACCESS("access", Notice.Access.class, Purpose.NECESSARY),
    COPY_READY("copy-ready", Notice.CopyReady.class, Purpose.NECESSARY),
    DELETION_ASKED("deletion-asked", Notice.DeletionAsked.class, Purpose.NECESSARY),
    DELETION_SOON("deletion-soon", Notice.DeletionSoon.class, Purpose.NECESSARY),
    DELETION_HELD("deletion-held", Notice.DeletionHeld.class, Purpose.NECESSARY),
    DELETION_UNDONE("deletion-undone", Notice.DeletionUndone.class, Purpose.NECESSARY),
    ACCOUNT_DELETED("account-deleted", Notice.AccountDeleted.class, Purpose.NECESSARY);

    private final String template;
    private final Class<? extends Notice> type;
    private final Purpose purpose;

    NoticeKind(String template, Class<? extends Notice> type, Purpose purpose) {
        this.template = template;
        this.type = type;
        this.purpose = purpose;
    }

    static NoticeKind of(Notice notice) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.isInstance(notice))
                .findFirst()
                .orElseThrow();
    }

    static NoticeKind named(String template) {
        return Arrays.stream(values())
                .filter(kind -> kind.template.equals(template))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no notice is called " + template));
    }

    String template() {
        return template;
    }

    Class<? extends Notice> type() {
        return type;
    }

    Purpose purpose() {
        return purpose;
    }
}
