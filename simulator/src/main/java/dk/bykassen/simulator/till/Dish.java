package dk.bykassen.simulator.till;

import java.util.List;
import java.util.Locale;

/** The school canteen's menu. Prices in minor units, VAT included. */
public enum Dish {
    OSTEHAPS("Ostehaps", 300, "food", "milk"),
    YOGHURT("Yoghurt", 600, "food", "milk"),
    STOR_GROVBOLLE("Stor grovbolle", 500, "food", "gluten"),
    DAGENS_RET("Dagens varme ret", 2500, "food", "gluten"),
    SUPPE("Suppe med brød", 1800, "food", "gluten", "celery"),
    PASTASALAT("Pastasalat med kylling", 2000, "food", "gluten", "egg"),
    RUGBROED("Rugbrød med æg", 900, "food", "gluten", "egg"),
    PITABROED("Pitabrød med falafel", 2200, "food", "gluten", "sesame"),
    FRUGT("Frugtbæger", 700, "food"),
    GULEROD("Gulerodsstænger", 400, "food"),
    MAELK("Minimælk", 400, "drink", "milk"),
    KAKAO("Kakaomælk", 700, "drink", "milk"),
    JUICE("Æblejuice", 800, "drink"),
    VAND("Vand", 600, "drink"),
    MUESLIBAR("Müslibar", 800, "sweet", "gluten", "nuts"),
    KANELSNEGL("Kanelsnegl", 1000, "sweet", "gluten", "milk");

    private final String text;
    private final long price;
    private final String group;
    private final List<String> allergens;

    Dish(String text, long price, String group, String... allergens) {
        this.text = text;
        this.price = price;
        this.group = group;
        this.allergens = List.of(allergens);
    }

    public String text() {
        return text;
    }

    public long price() {
        return price;
    }

    public String group() {
        return group;
    }

    public List<String> allergens() {
        return allergens;
    }

    /** The form field that holds how many. */
    public String field() {
        return "dish-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
