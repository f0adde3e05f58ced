package dk.bykassen.tenant;

/**
 * A column whose values are sealed by the keyring, declared as a bean by the module that writes it. What is declared is
 * sealed anew when the current key changes; what is not would be lost with the old key, so a test walks every column of
 * bytes and asks for its declaration.
 *
 * @param table with its schema
 * @param key the column that is unique within a tenant and leads through the table in order
 * @param column the sealed one; null where a row has none
 * @param purpose what the values were sealed for
 */
public record SealedColumn(String table, String key, String column, String purpose) {

    /** The id of the key that {@code column} of a row is under, as SQL. Each value begins with it and its length. */
    String keyId() {
        return "convert_from(substring(%1$s from 2 for get_byte(%1$s, 0)), 'UTF8')".formatted(column);
    }

    @Override
    public String toString() {
        return table + "." + column;
    }
}
