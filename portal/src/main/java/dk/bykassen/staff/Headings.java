package dk.bykassen.staff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where each known column stands.
 *
 * @param ignored headings that mean nothing here, or name a column for the second time
 */
record Headings(Map<Column, Integer> columns, List<String> ignored) {

    private static final int LONGEST = 60;

    static Headings of(List<String> fields) {
        var columns = new EnumMap<Column, Integer>(Column.class);
        var ignored = new ArrayList<String>();
        for (int i = 0; i < fields.size(); i++) {
            String heading = fields.get(i).strip();
            Column column = Column.headed(heading).orElse(null);
            if (column != null && !columns.containsKey(column)) {
                columns.put(column, i);
            } else if (!heading.isEmpty() && ignored.size() < 50) {
                ignored.add(heading.length() > LONGEST ? heading.substring(0, LONGEST) : heading);
            }
        }
        return new Headings(columns, List.copyOf(ignored));
    }

    /** @throws CustomerFile.Unreadable when no column names the customers, or none says where to reach them */
    void check() throws CustomerFile.Unreadable {
        if (!columns.containsKey(Column.NAME)
                && !columns.containsKey(Column.FIRST_NAME)
                && !columns.containsKey(Column.LAST_NAME)) {
            throw new CustomerFile.Unreadable(CustomerFile.Trouble.NO_NAME);
        }
        if (!columns.containsKey(Column.EMAIL)
                && !columns.containsKey(Column.MOBILE)
                && !columns.containsKey(Column.NUMBER)) {
            throw new CustomerFile.Unreadable(CustomerFile.Trouble.NO_ADDRESS);
        }
    }
}
