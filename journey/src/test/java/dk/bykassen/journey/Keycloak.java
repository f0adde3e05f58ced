package dk.bykassen.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Keycloak with one realm, on a free port of the loopback, with its files in a folder that goes with it. Bounded in
 * memory and in the time it may take to start; its processes end with it, or with this JVM.
 */
final class Keycloak implements AutoCloseable {

    static final String REALM = "town";
    static final String SECRET = "a-secret-between-the-two";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** Somebody the realm knows; the password is the user name backwards. */
    record User(String name, String firstName, String lastName, String... roles) {

        String password() {
            return new StringBuilder(name).reverse() + "-2026";
        }

        private Map<String, Object> asImported() {
            return Map.of(
                    "username",
                    name,
                    "enabled",
                    true,
                    "email",
                    name + "@example.com",
                    "emailVerified",
                    true,
                    "firstName",
                    firstName,
                    "lastName",
                    lastName,
                    "credentials",
                    List.of(Map.of("type", "password", "value", password(), "temporary", false)),
                    "realmRoles",
                    List.of(roles));
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final URI base;
    private final Process process;
    private final Thread atTheEnd = new Thread(this::kill);

    private Keycloak(Path home, int port, Process process) {
        this.home = home;
        this.base = URI.create("http://localhost:" + port);
        this.process = process;
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /**
     * Starts the distribution in {@code zip} with {@code users}, whose sign-ins may return to {@code portal}.
     *
     * @throws TestAbortedException in words, when this machine cannot run it
     */
    static Keycloak start(Path zip, String portal, List<String> clients, List<User> users) {
        try {
            Path folder = Files.createTempDirectory("bykassen-keycloak-");
            Path home = unpack(zip, folder);
            Files.createDirectories(home.resolve("data/import"));
            Files.write(home.resolve("data/import/town.json"), JSON.writeValueAsBytes(realm(portal, clients, users)));
            int port = freePort();
            var builder = new ProcessBuilder(
                            "bash",
                            home.resolve("bin/kc.sh").toString(),
                            "start-dev",
                            "--import-realm",
                            "--cache=local",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("keycloak.log").toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
            builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
            builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", SECRET);
            var keycloak = new Keycloak(folder, port, builder.start());
            keycloak.awaitReady();
            return keycloak;
        } catch (IOException e) {
            throw new TestAbortedException("Keycloak cannot be started here: " + e.getMessage(), e);
        }
    }

    String issuer() {
        return base + "/realms/" + REALM;
    }

    /** What its own discovery document says about {@code name}. */
    String endpoint(String name) {
        return get("/realms/" + REALM + "/.well-known/openid-configuration")
                .path(name)
                .stringValue("");
    }

    /** From here on the realm signs with a key nobody has seen, and the one before is gone. */
    void changeSigningKey() {
        JsonNode realm = admin("GET", "/admin/realms/" + REALM, "");
        String path = "/admin/realms/" + REALM + "/components";
        admin(
                "POST",
                path,
                JSON.writeValueAsString(Map.of(
                        "name", "fresh",
                        "providerId", "rsa-generated",
                        "providerType", "org.keycloak.keys.KeyProvider",
                        "parentId", realm.path("id").stringValue(""),
                        "config",
                                Map.of(
                                        "priority", List.of("200"),
                                        "enabled", List.of("true"),
                                        "active", List.of("true"),
                                        "algorithm", List.of("RS256")))));
        for (JsonNode key : admin("GET", path + "?type=org.keycloak.keys.KeyProvider", "")) {
            if (key.path("name").stringValue("").equals("rsa-generated")) {
                admin("DELETE", path + "/" + key.path("id").stringValue(""), "");
            }
        }
    }

    /** The ids of the keys that others may check signatures with. */
    List<String> signingKeys() {
        return get("/realms/" + REALM + "/protocol/openid-connect/certs")
                .path("keys")
                .valueStream()
                .filter(key -> key.path("use").stringValue("").equals("sig"))
                .map(key -> key.path("kid").stringValue(""))
                .toList();
    }

    /** Everybody's session at Keycloak is over. */
    void signEverybodyOut() {
        admin("POST", "/admin/realms/" + REALM + "/logout-all", "");
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
        kill();
    }

    private void kill() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
        delete(home);
    }

    private void awaitReady() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                if (send(HttpRequest.newBuilder(URI.create(issuer()))).statusCode() == 200) {
                    return;
                }
                process.waitFor(500, TimeUnit.MILLISECONDS);
            } catch (UncheckedIOException notYet) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        String last = Files.readString(home.resolve("keycloak.log"))
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> second)
                .orElse("nothing");
        close();
        throw new TestAbortedException(
                "Keycloak did not start within " + PATIENCE.toMinutes() + " minutes; the last thing it said: " + last);
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(500_000_000);
    }

    private static Map<String, Object> realm(String portal, List<String> clients, List<User> users) {
        List<Map<String, String>> roles = users.stream()
                .flatMap(user -> Stream.of(user.roles()))
                .distinct()
                .map(role -> Map.of("name", role))
                .toList();
        return Map.of(
                "realm",
                REALM,
                "enabled",
                true,
                "sslRequired",
                "none",
                "roles",
                Map.of("realm", roles),
                "clients",
                clients.stream().map(client -> client(client, portal)).toList(),
                "users",
                users.stream().map(User::asImported).toList());
    }

    private static Map<String, Object> client(String id, String portal) {
        return Map.of(
                "clientId",
                id,
                "secret",
                SECRET,
                "protocol",
                "openid-connect",
                "publicClient",
                false,
                "standardFlowEnabled",
                true,
                "directAccessGrantsEnabled",
                false,
                "redirectUris",
                List.of(portal + "/*"),
                "attributes",
                Map.of("post.logout.redirect.uris", "+", "pkce.code.challenge.method", "S256"),
                "protocolMappers",
                List.of(Map.of(
                        "name",
                        "roles",
                        "protocol",
                        "openid-connect",
                        "protocolMapper",
                        "oidc-usermodel-realm-role-mapper",
                        "config",
                        Map.of(
                                "claim.name",
                                "roles",
                                "multivalued",
                                "true",
                                "jsonType.label",
                                "String",
                                "id.token.claim",
                                "true",
                                "userinfo.token.claim",
                                "true"))));
    }

    private JsonNode admin(String method, String path, String body) {
        String form = Map.of(
                        "grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", SECRET)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> token =
                send(HttpRequest.newBuilder(base.resolve("/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
        return json(HttpRequest.newBuilder(base.resolve(path))
                .header(
                        "Authorization",
                        "Bearer "
                                + JSON.readTree(token.body())
                                        .path("access_token")
                                        .stringValue(""))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private JsonNode get(String path) {
        return json(HttpRequest.newBuilder(base.resolve(path)));
    }

    private JsonNode json(HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(answer.uri() + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Unpacks {@code zip} and returns the one folder in it. */
    private static Path unpack(Path zip, Path into) throws IOException {
        Path home = into;
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = into.resolve(entry.getName()).normalize();
                if (!file.startsWith(into)) {
                    throw new IOException(zip + " would write outside its folder");
                }
                home = into.resolve(into.relativize(file).getName(0));
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
        return home;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }
}
