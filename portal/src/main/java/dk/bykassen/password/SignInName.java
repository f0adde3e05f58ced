package dk.bykassen.password;

import dk.bykassen.identity.Addresses;
import dk.bykassen.identity.Channel;
import dk.bykassen.tenant.Tenants;
import java.util.Locale;
import java.util.Optional;

/**
 * What people say who they are with, in its normal form.
 *
 * @param text an e-mail address in lower case, or a mobile number in E.164
 */
record SignInName(Channel channel, String text) {

    /** As somebody typed it; empty when it can be neither an address nor a number. */
    static Optional<SignInName> typed(String typed) {
        return typed.contains("@") ? email(typed) : mobile(typed);
    }

    static Optional<SignInName> email(String typed) {
        return Addresses.email(typed).map(address -> new SignInName(Channel.EMAIL, address));
    }

    static Optional<SignInName> mobile(String typed) {
        return Addresses.mobile(typed, Tenants.current().country()).map(number -> new SignInName(Channel.SMS, number));
    }

    /** As a table keeps it. */
    static SignInName stored(String channel, String text) {
        return new SignInName(Channel.valueOf(channel.toUpperCase(Locale.ROOT)), text);
    }

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "SignInName " + channel;
    }
}
