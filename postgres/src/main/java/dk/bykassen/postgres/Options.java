package dk.bykassen.postgres;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to run the server.
 *
 * @param settings PostgreSQL settings by name, given on the server's command line, so they win over the files
 * @param sharedBinaries where the binaries are unpacked, once per content hash; several processes may share it
 */
public record Options(Map<String, String> settings, Path sharedBinaries) {

    public Options {
        settings = Map.copyOf(settings);
        sharedBinaries = sharedBinaries.toAbsolutePath().normalize();
    }

    /** PostgreSQL's own settings, binaries in this user's cache folder. */
    public static Options defaults() {
        return new Options(Map.of(), BinaryCache.ofThisUser());
    }

    /** Quick rather than durable: a crash of the machine (not of the server) may lose the whole cluster. */
    public static Options forTests() {
        return defaults()
                .with("fsync", "off")
                .with("synchronous_commit", "off")
                .with("full_page_writes", "off")
                .with("shared_buffers", "32MB");
    }

    public Options with(String setting, String value) {
        var more = new LinkedHashMap<>(settings);
        more.put(setting, value);
        return new Options(more, sharedBinaries);
    }

    public Options withSharedBinaries(Path folder) {
        return new Options(settings, folder);
    }

    boolean durable() {
        return !"off".equals(settings.get("fsync"));
    }
}
