package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.tenant.Tenant.Country;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people type them. */
class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "karen.holm@example.com, karen.holm@example.com",
        "'  Karen.HOLM@Example.COM ', karen.holm@example.com",
        "karen+bykassen@example.com, karen+bykassen@example.com",
        "bo@blåbær.dk, bo@xn--blbr-roah.dk",
        "bo@BLÅBÆR.dk, bo@xn--blbr-roah.dk",
        "bo@xn--blbr-roah.dk, bo@xn--blbr-roah.dk",
        "o'hara@example.co.uk, o'hara@example.co.uk",
        "bo@例え.テスト, bo@xn--r8jz45g.xn--zckzah"
    })
    void anEmailAddressHasOneForm(String typed, String kept) {
        assertThat(Addresses.email(typed)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "karen",
                "karen@",
                "@example.com",
                "karen@example",
                "karen@@example.com",
                "karen holm@example.com",
                "karen@exa mple.com",
                "karen@example..com",
                "karen@-example.com",
                ".karen@example.com",
                "ka..ren@example.com",
                "karen@example.com,jens@example.com",
                "Karen <karen@example.com>",
                "karen@example.com\r\nBcc: all@example.com",
                "karen\n@example.com",
                "karen@exam\u0000ple.com",
                "kären@example.com",
                "😀@example.com"
            })
    void whatMailServersDoNotKnowIsNoAddress(String typed) {
        assertThat(Addresses.email(typed)).isEmpty();
    }

    @Test
    void anAddressIsAtMost254CharactersLong() {
        String host = "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60) + ".example";
        assertThat(Addresses.email("k".repeat(254 - host.length() - 1) + "@" + host))
                .isPresent();
        assertThat(Addresses.email("k".repeat(255 - host.length() - 1) + "@" + host))
                .isEmpty();
        assertThat(Addresses.email("k".repeat(300) + "@example.com")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "20100001, DK, +4520100001",
        "20 10 00 01, DK, +4520100001",
        "+45 20 10 00 01, DK, +4520100001",
        "0045 20100001, DK, +4520100001",
        "(+45) 20-10-00-01, DK, ''",
        "+45 (20) 10-00.01, DK, +4520100001",
        "+47 406 12 345, DK, +4740612345",
        "40612345, NO, +4740612345",
        "0047 40612345, NO, +4740612345",
        "+4520100001, NO, +4520100001",
        "+46 70 123 45 67, DK, +46701234567",
        "２０１０００01, DK, +4520100001"
    })
    void aMobileNumberHasOneForm(String typed, Country country, String kept) {
        assertThat(Addresses.mobile(typed, country).orElse("")).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "'', DK",
        "2010, DK",
        "12345678, NO",
        "21234567, NO",
        "+45201000012345, DK",
        "20100001;Bcc, DK",
        "tyve ti nul nul, DK",
        "+1, DK",
        "112, DK",
        "😀20100001, DK"
    })
    void whatNoPhoneAnswersIsNoMobileNumber(String typed, Country country) {
        assertThat(Addresses.mobile(typed, country)).isEmpty();
    }

    @Test
    void aFixedLineIsATelephoneButNoMobile() {
        assertThat(Addresses.phone("21 23 45 67", Country.NO)).contains("+4721234567");
        assertThat(Addresses.mobile("21 23 45 67", Country.NO)).isEmpty();
    }

    @Test
    void numbersAreShownAsPeopleReadThem() {
        assertThat(Addresses.shown("+4520100001", Country.DK)).isEqualTo("20 10 00 01".replace(' ', '\u00a0'));
        assertThat(Addresses.shown("+4740612345", Country.DK)).isEqualTo("+47 40 61 23 45".replace(' ', '\u00a0'));
        assertThat(Addresses.shown("bo@xn--blbr-roah.dk")).isEqualTo("bo@blåbær.dk");
    }
}
