package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "Anna Lund, Anna Lund, true",
        "Anna Lund, anna  LUND, true",
        "Anna Lund, Anna Marie Lund, true",
        "Anna Lund Jensen, Anna Lund, true",
        "Søren Ågård, Soeren Aagaard, true",
        "Anne-Marie Østergård, Anne Marie Oestergaard, true",
        "Renée Müller, Renee Muller, true",
        "Anna Lund, Anne Lund, false",
        "Anna Lund, Anna Holm, false",
        "Anna Lund, Lund Anna, false",
        "Anna, Anna Lund, false",
        "Anna, Anna, true",
        "'', Anna Lund, false",
        "'', '', false",
        "'- -', '-', false",
    })
    void twoSpellingsOfOneHumanAgreeAndTwoHumansDoNot(String one, String other, boolean agree) {
        assertThat(Names.agree(one, other)).isEqualTo(agree);
        assertThat(Names.agree(other, one)).isEqualTo(agree);
    }

    @ParameterizedTest
    @CsvSource({
        "NAVNE & ADRESSEBESKYTTET, true",
        "' navne &  adressebeskyttet ', true",
        "Karen Holm, false",
    })
    void aProtectedNameIsKnownByItsWords(String name, boolean isProtected) {
        assertThat(Names.areProtected(name)).isEqualTo(isProtected);
    }

    @ParameterizedTest
    @CsvSource({"Karen Holm, Karen, Holm", "' Anna  Marie Lund ', Anna Marie, Lund", "Madonna, Madonna, ''"})
    void aNameGivenAsOneTextIsPartedBeforeTheLastWord(String full, String first, String last) {
        assertThat(Names.Parts.of(full)).isEqualTo(new Names.Parts(first, last));
    }
}
