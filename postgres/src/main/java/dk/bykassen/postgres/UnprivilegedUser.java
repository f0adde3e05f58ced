package dk.bykassen.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who runs the server. PostgreSQL refuses to be root, yet containers and build machines often are.
 *
 * @param prefix what to put before the server's command line; empty when this process is no root
 * @param owner whom the data folder must belong to; null leaves it alone
 */
record UnprivilegedUser(List<String> prefix, @Nullable String owner) {

    /** The way this process drops root. Tests choose one themselves. */
    interface Choice {
        UnprivilegedUser in(Path home, PostgresBinaries binaries) throws IOException, InterruptedException;
    }

    static boolean thisProcessIsRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | RuntimeException noProc) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    /** This user as it is, else a user namespace of its own, else a real unprivileged user. */
    static UnprivilegedUser forThisProcess(Path home, PostgresBinaries binaries)
            throws IOException, InterruptedException {
        if (!thisProcessIsRoot()) {
            return new UnprivilegedUser(List.of(), null);
        }
        Optional<UnprivilegedUser> own = inOwnNamespace(home, binaries);
        return own.isPresent() ? own.get() : bySetpriv(home, binaries);
    }

    /** Inside a new user namespace root's files look like the server's own, and root is nobody. */
    static Optional<UnprivilegedUser> inOwnNamespace(Path home, PostgresBinaries binaries) throws InterruptedException {
        UnprivilegedUser user = new UnprivilegedUser(List.of("unshare", "-U"), "root");
        return user.canUse(home, binaries) ? Optional.of(user) : Optional.empty();
    }

    static UnprivilegedUser bySetpriv(Path home, PostgresBinaries binaries) throws IOException, InterruptedException {
        for (String name : List.of("postgres", "nobody")) {
            if (Command.works("id", "-u", name) && Command.works("setpriv", "--version")) {
                String group = Command.output("id", "-g", name);
                UnprivilegedUser user = new UnprivilegedUser(
                        List.of("setpriv", "--reuid=" + name, "--regid=" + group, "--clear-groups"), name);
                if (!user.canUse(home, binaries)) {
                    throw PostgresUnavailable.because("PostgreSQL refuses to run as root, and the user '" + name
                            + "' may not enter " + home + " or " + binaries.folder()
                            + ": start as an ordinary user, or choose a data folder that others may enter.");
                }
                return user;
            }
        }
        throw PostgresUnavailable.because("PostgreSQL refuses to run as root, and this machine offers neither user "
                + "namespaces nor setpriv with a user 'postgres' or 'nobody': start as an ordinary user.");
    }

    private boolean canUse(Path home, PostgresBinaries binaries) throws InterruptedException {
        return Command.works(command("test", "-x", binaries.postgres().toString()))
                && Command.works(command("test", "-x", home.toString()));
    }

    List<String> command(String... program) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(program));
        return command;
    }

    /** Makes the server the owner of a folder and all that is in it. */
    void own(Path tree) throws IOException {
        if (owner != null && Files.exists(tree)) {
            var lookup = tree.getFileSystem().getUserPrincipalLookupService();
            FileTrees.giveTo(lookup.lookupPrincipalByName(owner), tree);
        }
    }
}
