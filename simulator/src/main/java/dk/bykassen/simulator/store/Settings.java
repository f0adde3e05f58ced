package dk.bykassen.simulator.store;

import java.util.Optional;

/** Single values that must survive a restart: the signing key, the clock's offset. */
public final class Settings {

    private final Database database;

    public Settings(Database database) {
        this.database = database;
    }

    public Optional<String> get(String name) {
        return database.transaction(
                tx -> tx.first("select value from setting where name = ?", row -> row.getString(1), name));
    }

    public void put(String name, String value) {
        database.transaction(tx -> tx.update("""
                insert into setting (name, value) values (?, ?)
                on conflict (name) do update set value = excluded.value
                """, name, value));
    }
}
