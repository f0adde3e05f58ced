package dk.bykassen.staff;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Columns;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ImportStore {

    private static final String CONTENT = "import-file";
    private static final String ROW = "import-row";

    private static final String SELECT = """
            select i.*, m.name as member_name, t.*
            from staff.import i
            join staff.member m on m.tenant_id = i.tenant_id and m.id = i.member_id
            cross join lateral (
                select count(*) filter (where r.state = 'new') as fresh,
                       count(*) filter (where r.state = 'known') as known,
                       count(*) filter (where r.state = 'faulty') as faulty,
                       count(*) filter (where r.state = 'imported') as imported
                from staff.import_row r
                where r.tenant_id = i.tenant_id and r.import_id = i.id
            ) t
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Keyring keyring;
    private final JsonMapper json;

    ImportStore(JdbcClient jdbc, JdbcTemplate batches, Keyring keyring, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.keyring = keyring;
        this.json = json;
    }

    /** A line as read: {@code state} is new, known or faulty. */
    record Judged(
            int line,
            String state,
            @Nullable String fault,
            @Nullable Customer customer,
            @Nullable Long person) {}

    /** A line that waits to be made known. */
    record Waiting(long id, Customer customer) {}

    UUID add(long member, String fileName, CustomerFile file, int lines, Instant now) {
        UUID publicId = Uuid7.next();
        jdbc.sql("""
                insert into staff.import (
                    tenant_id, public_id, member_id, file_name, state, content, ignored, lines, uploaded_at
                )
                values (:tenant, :public_id, :member, :name, 'reading', :content, :ignored, :lines, :now)
                """)
                .param("tenant", Tenants.current().id())
                .param("public_id", publicId)
                .param("member", member)
                .param("name", fileName)
                .param("content", keyring.encrypt(CONTENT, file.text()))
                .param("ignored", file.ignored().toArray(String[]::new))
                .param("lines", lines)
                .param("now", Timestamp.from(now))
                .update();
        return publicId;
    }

    List<CustomerImport> newest(int most) {
        return jdbc.sql(SELECT + "where i.tenant_id = :tenant order by i.id desc limit :most")
                .param("tenant", Tenants.current().id())
                .param("most", most)
                .query(ImportStore::row)
                .list();
    }

    Optional<CustomerImport> find(UUID publicId) {
        return jdbc.sql(SELECT + "where i.tenant_id = :tenant and i.public_id = :id")
                .param("tenant", Tenants.current().id())
                .param("id", publicId)
                .query(ImportStore::row)
                .optional();
    }

    /** Takes the import for this transaction, so that two runs of it wait for each other. */
    Optional<CustomerImport> lock(UUID publicId) {
        boolean there = jdbc.sql(
                        "select true from staff.import where tenant_id = :tenant and public_id = :id for update")
                .param("tenant", Tenants.current().id())
                .param("id", publicId)
                .query(Boolean.class)
                .optional()
                .isPresent();
        return there ? find(publicId) : Optional.empty();
    }

    String content(long id) {
        return keyring.decrypt(
                CONTENT,
                jdbc.sql("select content from staff.import where tenant_id = :tenant and id = :id")
                        .param("tenant", Tenants.current().id())
                        .param("id", id)
                        .query(byte[].class)
                        .single());
    }

    void forgetRows(long id) {
        jdbc.sql("delete from staff.import_row where tenant_id = :tenant and import_id = :id")
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .update();
    }

    void addRows(long id, List<Judged> rows) {
        int tenant = Tenants.current().id();
        batches.batchUpdate("""
                insert into staff.import_row (tenant_id, import_id, line, state, fault, data, person_id)
                values (?, ?, ?, ?, ?, ?, ?)
                """, rows, rows.size(), (statement, row) -> {
            statement.setInt(1, tenant);
            statement.setLong(2, id);
            statement.setInt(3, row.line());
            statement.setString(4, row.state());
            statement.setString(5, row.fault());
            statement.setBytes(
                    6, row.customer() == null ? null : keyring.encrypt(ROW, json.writeValueAsString(row.customer())));
            statement.setObject(7, row.person());
        });
    }

    void isRead(long id) {
        move("set state = 'ready', content = null", id, null);
    }

    void isConfirmed(long id, Instant now) {
        move("set state = 'importing', confirmed_at = :now", id, now);
    }

    /** What the file said is forgotten with the work done; lines that were at fault are kept a while, to be mended. */
    void isDone(long id, Instant now) {
        move("set state = 'done', finished_at = :now", id, now);
    }

    private void move(String change, long id, @Nullable Instant now) {
        jdbc.sql("update staff.import " + change + " where tenant_id = :tenant and id = :id")
                .param("now", now == null ? null : Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .update();
    }

    List<Waiting> waiting(long id, int most) {
        return jdbc.sql("""
                select id, data
                from staff.import_row
                where tenant_id = :tenant and import_id = :id and state = 'new'
                order by line
                limit :most
                """)
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .param("most", most)
                .query((row, number) -> new Waiting(row.getLong("id"), customer(row.getBytes("data"))))
                .list();
    }

    void settle(long row, String state, long person) {
        jdbc.sql("""
                update staff.import_row
                set state = :state, person_id = :person, data = null
                where tenant_id = :tenant and id = :id
                """)
                .param("state", state)
                .param("person", person)
                .param("tenant", Tenants.current().id())
                .param("id", row)
                .update();
    }

    /** A page of the lines in {@code state}; one more than {@code most} when there is another page. */
    List<ImportRow> rows(long id, String state, int skipped, int most) {
        return jdbc.sql("""
                select line, fault, data, person_id
                from staff.import_row
                where tenant_id = :tenant and import_id = :id and state = :state
                order by line
                offset :skipped
                limit :most
                """)
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .param("state", state)
                .param("skipped", skipped)
                .param("most", most + 1)
                .query((row, number) -> {
                    byte[] data = row.getBytes("data");
                    return new ImportRow(
                            row.getInt("line"),
                            row.getString("fault"),
                            data == null ? null : customer(data).name(),
                            row.getObject("person_id", Long.class));
                })
                .list();
    }

    /** Lines at fault that nobody mended in time. */
    void forgetFaulty(long id) {
        jdbc.sql("""
                update staff.import_row
                set data = null
                where tenant_id = :tenant and import_id = :id and state in ('faulty', 'known') and data is not null
                """).param("tenant", Tenants.current().id()).param("id", id).update();
    }

    boolean remove(UUID publicId) {
        return jdbc.sql("""
                delete from staff.import
                where tenant_id = :tenant and public_id = :id and state in ('reading', 'ready')
                """)
                        .param("tenant", Tenants.current().id())
                        .param("id", publicId)
                        .update()
                > 0;
    }

    private Customer customer(byte[] data) {
        return json.readValue(keyring.decrypt(ROW, data), Customer.class);
    }

    private static CustomerImport row(ResultSet row, int number) throws SQLException {
        return new CustomerImport(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getLong("member_id"),
                row.getString("member_name"),
                row.getString("file_name"),
                CustomerImport.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                List.of((String[]) row.getArray("ignored").getArray()),
                row.getInt("lines"),
                row.getTimestamp("uploaded_at").toInstant(),
                Columns.instant(row, "finished_at"),
                new CustomerImport.Tally(
                        row.getInt("fresh"), row.getInt("known"), row.getInt("faulty"), row.getInt("imported")));
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedImportFiles() {
            return new SealedColumn("staff.import", "id", "content", CONTENT);
        }

        @Bean
        SealedColumn sealedImportRows() {
            return new SealedColumn("staff.import_row", "id", "data", ROW);
        }
    }
}
