package dk.bykassen.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher against the real server; whoever is killed, committed data is there afterwards. */
@Timeout(120)
class EmbeddedPostgresTest {

    /** Durable, unlike the settings for tests: what is committed must survive a kill. */
    private static final Options DURABLE = Options.defaults();

    @TempDir
    Path home;

    @Test
    void whatWasWrittenIsThereAfterTheNextStart() throws Exception {
        try (var postgres = EmbeddedPostgres.start(home, Options.forTests())) {
            assertThat(one(postgres, "show fsync")).isEqualTo("off");
            assertThat(one(postgres, "show log_timezone")).isEqualTo("UTC");
            assertThat(one(
                            postgres,
                            "select datcollate || datlocprovider::text from pg_database where datname = 'postgres'"))
                    .isEqualTo("Cb");
            run(postgres, "create table lunch (dish text)");
            run(postgres, "insert into lunch values ('Ostehaps')");
        }
        assertThat(Postmaster.of(home.resolve("pgdata"))).isEmpty();

        try (var postgres = EmbeddedPostgres.start(home, DURABLE)) {
            assertThat(one(postgres, "select dish from lunch")).isEqualTo("Ostehaps");
        }
    }

    @Test
    void aKilledServerComesBackOnTheSamePort() throws Exception {
        try (var postgres = EmbeddedPostgres.start(home, DURABLE)) {
            run(postgres, "create table lunch (dish text)");
            run(postgres, "insert into lunch values ('Yoghurt')");

            kill(server().orElseThrow());

            awaitConnection(postgres);
            assertThat(one(postgres, "select dish from lunch")).isEqualTo("Yoghurt");
        }
    }

    @Test
    void theServerEndsWithAKilledApplication() throws Exception {
        Process application = anotherJvm("insert into lunch values ('Grovbolle')");
        ProcessHandle server = server().orElseThrow();

        application.destroyForcibly().waitFor();

        server.onExit().get(60, TimeUnit.SECONDS);
        try (var postgres = EmbeddedPostgres.start(home, DURABLE)) {
            assertThat(one(postgres, "select dish from lunch")).isEqualTo("Grovbolle");
        }
    }

    @Test
    void aServerLeftOverByAKilledApplicationAndWrapperIsStoppedFirst() throws Exception {
        Process application = anotherJvm("insert into lunch values ('Frugt')");
        ProcessHandle server = server().orElseThrow();
        ProcessHandle wrapper = server.parent().orElseThrow();
        for (ProcessHandle watch :
                wrapper.children().filter(child -> !child.equals(server)).toList()) {
            kill(watch);
        }
        kill(wrapper);
        application.destroyForcibly().waitFor();

        try (var postgres = EmbeddedPostgres.start(home, DURABLE)) {
            assertThat(Postmaster.serves(home.resolve("pgdata"), server.pid())).isFalse();
            assertThat(one(postgres, "select dish from lunch")).isEqualTo("Frugt");
        }
    }

    @Test
    void aSecondStartOnTheSameFolderIsRefused() throws Exception {
        Process application = anotherJvm("insert into lunch values ('Suppe')");
        assertRefused("Another process already uses the data folder " + home.toRealPath());
        application.destroyForcibly().waitFor();

        try (var postgres = EmbeddedPostgres.start(home, DURABLE)) {
            // In the same process the refusal must not drop the first one's lock.
            assertRefused("Another process already uses the data folder");
            assertRefused("Another process already uses the data folder");
            assertThat(one(postgres, "select dish from lunch")).isEqualTo("Suppe");
        }
    }

    @Test
    void anInterruptedFirstStartLeavesNothingHalfMade() throws Exception {
        Path half = Files.createDirectories(home.resolve("pgdata.new/pgdata"));
        Files.writeString(half.resolve("PG_VERSION"), "18");

        var said = new CompletableFuture<Throwable>();
        Thread first = Thread.ofPlatform()
                .uncaughtExceptionHandler((thread, e) -> said.complete(e))
                .start(() -> EmbeddedPostgres.start(home, DURABLE));
        awaitInitdb();
        first.interrupt();
        assertThat(said.get()).isInstanceOf(PostgresUnavailable.class).hasMessageContaining("interrupted");

        assertThat(names()).containsOnly("postgres.lock", "postgres.log");
        try (var postgres = EmbeddedPostgres.start(home, DURABLE)) {
            assertThat(one(postgres, "select 1")).isEqualTo("1");
            assertThat(names()).containsOnly("pgdata", "postgres.lock", "postgres.log");
        }
    }

    @Test
    void anApplicationKilledDuringItsFirstStartLeavesNothingHalfMade() throws Exception {
        Process application = startJvm("select 1");
        awaitInitdb();

        application.destroyForcibly().waitFor();

        while (names().stream().anyMatch(name -> name.startsWith("pgdata.new"))) {
            Thread.sleep(10);
        }
        assertThat(names()).containsOnly("postgres.lock", "postgres.log");
    }

    @Test
    void foldersThatCannotServeAreNamed() throws Exception {
        Path data = Files.createDirectory(home.resolve("pgdata"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");
        assertRefused("was made by PostgreSQL 17 and this build brings PostgreSQL 18");

        Files.move(data.resolve("PG_VERSION"), data.resolve("notes.txt"));
        assertRefused("has files but is no PostgreSQL data folder");

        Path file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(file, DURABLE))
                .isInstanceOf(PostgresUnavailable.class)
                .hasMessageContaining("cannot be written to");
    }

    @Test
    void aFullDiskIsCalledThat() throws Exception {
        assumeTrue(UnprivilegedUser.thisProcessIsRoot(), "only root can mount a small disk");
        assumeTrue(Command.works("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", home.toString()), "no mounts here");
        try {
            assertRefused("is full: free at least");
            assertThat(names()).containsOnly("postgres.lock", "postgres.log");
        } finally {
            Command.output("umount", home.toString());
        }
    }

    @Test
    void rootRunsTheServerAsAnotherUserWhereThereAreNoUserNamespaces() throws Exception {
        assumeTrue(UnprivilegedUser.thisProcessIsRoot(), "only root has to drop root");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(home, Options.forTests(), UnprivilegedUser::bySetpriv))
                .isInstanceOf(PostgresUnavailable.class)
                .hasMessageContaining("PostgreSQL refuses to run as root")
                .hasMessageContaining("choose a data folder that others may enter");

        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        try (var postgres = EmbeddedPostgres.start(home, Options.forTests(), UnprivilegedUser::bySetpriv)) {
            run(postgres, "create table lunch (dish text)");
            assertThat(Files.getOwner(home.resolve("pgdata")).getName()).isNotEqualTo("root");
        }
        try (var postgres = EmbeddedPostgres.start(home, Options.forTests())) {
            assertThat(one(postgres, "select count(*) from lunch")).isEqualTo("0");
        }
    }

    @Test
    void twoWhoUnpackAtOnceGetTheSameWholeTree() throws Exception {
        Path cache = home.resolve("cache");
        Files.createDirectories(cache.resolve("unpack-killed/bin"));
        Process other = startJvm(cache, "select 1");
        var here = CompletableFuture.supplyAsync(() -> {
            try {
                return PostgresBinaries.unpackedIn(cache);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(here.get().major()).isEqualTo("18");
        assertThat(other.inputReader().readLine()).isEqualTo("ready");
        other.destroyForcibly().waitFor();
        try (var entries = Files.list(cache)) {
            assertThat(entries.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder(here.get().folder().getFileName().toString(), "unpack.lock");
        }
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> EmbeddedPostgres.start(home, DURABLE))
                .isInstanceOf(PostgresUnavailable.class)
                .hasMessageContaining(words)
                .message()
                .doesNotContain("\n");
    }

    /** An application on our folder in a process of its own, with a table and one row, still running. */
    private Process anotherJvm(String insert) throws IOException {
        Process application = startJvm(insert);
        String line = application.inputReader().readLine();
        assertThat(line).isEqualTo("ready");
        return application;
    }

    private Process startJvm(String statement) throws IOException {
        return startJvm(DURABLE.sharedBinaries(), statement);
    }

    private Process startJvm(Path binaries, String statement) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Application.class.getName(),
                        home.toString(),
                        binaries.toString(),
                        statement))
                .redirectError(new File("/dev/null"))
                .start();
    }

    private List<String> names() throws IOException {
        try (var entries = Files.list(home)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    /** Until initdb is at work in its side folder. */
    private void awaitInitdb() throws Exception {
        while (true) {
            try (var sides = Files.newDirectoryStream(home, "pgdata.new-*")) {
                for (Path side : sides) {
                    if (Files.exists(side.resolve("pgdata/PG_VERSION"))) {
                        return;
                    }
                }
            }
            Thread.sleep(5);
        }
    }

    private Optional<ProcessHandle> server() {
        return Postmaster.of(home.resolve("pgdata")).flatMap(postmaster -> ProcessHandle.of(postmaster.pid()));
    }

    private static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    private static void awaitConnection(EmbeddedPostgres postgres) throws InterruptedException {
        while (true) {
            try {
                one(postgres, "select 1");
                return;
            } catch (SQLException notYet) {
                Thread.sleep(50);
            }
        }
    }

    private static void run(EmbeddedPostgres postgres, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.superuser(), postgres.password());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static String one(EmbeddedPostgres postgres, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.superuser(), postgres.password());
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** What the tests start and kill: home folder, binaries, one statement. */
    static final class Application {
        public static void main(String[] arguments) throws Exception {
            var postgres = EmbeddedPostgres.start(
                    Path.of(arguments[0]), Options.defaults().withSharedBinaries(Path.of(arguments[1])));
            run(postgres, "create table if not exists lunch (dish text)");
            run(postgres, arguments[2]);
            System.out.write("ready\n".getBytes(StandardCharsets.UTF_8));
            System.out.flush();
            Thread.currentThread().join();
        }
    }
}
