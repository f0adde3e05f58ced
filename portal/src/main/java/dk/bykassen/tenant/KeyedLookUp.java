package dk.bykassen.tenant;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A column of keyed hashes that people are found by and that must outlive the key it was made with; declared as a bean. A
 * hash cannot be turned back, so beside it stands the value itself, sealed.
 *
 * @param column the hash, unique within a tenant
 * @param purpose what the hash was made for
 * @param source the sealed value beside it
 * @param also a column that {@code value} reads besides
 */
public record KeyedLookUp(String column, String purpose, SealedColumn source, String also, Value value) {

    /** What was hashed: from the row and what its sealed value reads. */
    public interface Value {
        String of(ResultSet row, String plain) throws SQLException;
    }
}
