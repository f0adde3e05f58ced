package dk.bykassen.message;

import java.util.Arrays;

/** The name under which each notice is stored and worded; stored ones must stay readable, so a name never changes. */
enum NoticeKind {
    TOP_UP_RECEIPT("top-up-receipt", Notice.TopUpReceipt.class),
    AUTO_TOP_UP_RECEIPT("auto-top-up-receipt", Notice.AutoTopUpReceipt.class),
    AUTO_TOP_UP_DECLINED("auto-top-up-declined", Notice.AutoTopUpDeclined.class),
    AUTO_TOP_UP_STOPPED("auto-top-up-stopped", Notice.AutoTopUpStopped.class),
    CARD_REGISTERED("card-registered", Notice.CardRegistered.class),
    CARD_REPLACED("card-replaced", Notice.CardReplaced.class);

    private final String template;
    private final Class<? extends Notice> type;

    NoticeKind(String template, Class<? extends Notice> type) {
        this.template = template;
        this.type = type;
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
}
