package dk.bykassen.simulator.eid;

import java.time.LocalDate;

/** Birth dates out of test person numbers. */
final class TestNumbers {

    private TestNumbers() {}

    /** DDMMYY with 60 added to the day; the century follows from the seventh digit (CPR's own table). */
    static LocalDate bornDane(String cpr) {
        int year = number(cpr, 4, 6);
        int seventh = number(cpr, 6, 7);
        int century;
        if (seventh <= 3) {
            century = 1900;
        } else if (seventh == 4 || seventh == 9) {
            century = year >= 37 ? 1900 : 2000;
        } else {
            century = year >= 58 ? 1800 : 2000;
        }
        return LocalDate.of(century + year, number(cpr, 2, 4), number(cpr, 0, 2) - 60);
    }

    /** DDMMYY with 80 added to the month; the century follows from the three individual digits. */
    static LocalDate bornNorwegian(String number) {
        int year = number(number, 4, 6);
        int individual = number(number, 6, 9);
        int century = individual >= 500 && year < 40 ? 2000 : 1900;
        return LocalDate.of(century + year, number(number, 2, 4) - 80, number(number, 0, 2));
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits.substring(from, to));
    }
}
