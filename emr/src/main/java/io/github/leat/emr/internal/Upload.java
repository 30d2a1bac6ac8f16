package io.github.leat.emr.internal;

import io.github.leat.aws.ServiceCall;
import io.github.leat.core.SinkException;
import io.github.leat.core.SourceException;
import io.github.leat.emr.EmrSubmission;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Failure;
import io.github.leat.s3.S3Landing;
import io.github.leat.s3.S3Source;
import io.github.leat.s3.S3Store;
import io.github.leat.s3.S3Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * A jar on its way to S3, under a name that its content makes: what is there under it is the same.
 *
 * @param file the jar
 * @param object where it goes
 * @param bytes its size
 */
public record Upload(Path file, S3Address object, long bytes) {
    private static final int BUFFER = 1 << 16;

    /**
     * Looks at the jar.
     *
     * @throws IllegalArgumentException if it cannot be read or is not the application
     */
    public static Upload of(Path file, S3Address prefix) {
        try (JarFile jar = new JarFile(file.toFile())) {
            if (jar.getEntry(EmrSubmission.MAIN_CLASS.replace('.', '/') + ".class") == null) {
                throw new IllegalArgumentException(file + " does not have " + EmrSubmission.MAIN_CLASS
                        + ". Name the application: leat-spark-app.jar, which mvn package makes in spark-app/target.");
            }
            String hash = hash(file);
            return new Upload(file, prefix.withKey(prefix.key() + "leat-spark-app-" + hash + ".jar"), Files.size(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The jar " + file + " cannot be read: " + e.getMessage()
                            + ". Name leat-spark-app.jar, which mvn package makes in spark-app/target.",
                    e);
        }
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is sent; a large jar goes in parts. */
    public ServiceCall shown() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Bucket", object.bucket());
        parameters.put("Key", object.key());
        parameters.put("IfNoneMatch", "*");
        parameters.put("ContentLength", Long.toString(bytes));
        return new ServiceCall("s3:PutObject", parameters);
    }

    /**
     * Uploads it, unless it is there.
     *
     * @return whether it was uploaded
     */
    public boolean run(S3Store store) {
        if (isThere(store)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file);
                S3Upload upload = S3Landing.in(store).create(object)) {
            in.transferTo(upload);
            upload.complete();
            return true;
        } catch (SinkException e) {
            // another submission of the same jar was quicker
            if (S3Failure.behind(e)
                    .filter(failure -> failure.kind() == S3Failure.Kind.CHANGED)
                    .isPresent()) {
                return false;
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read any more", e);
        }
    }

    private boolean isThere(S3Store store) {
        try {
            return S3Source.of(store, object).sizeInBytes().orElse(-1) == bytes;
        } catch (SourceException e) {
            if (S3Failure.behind(e)
                    .filter(failure -> failure.kind() == S3Failure.Kind.NO_OBJECT)
                    .isPresent()) {
                return false;
            }
            throw e;
        }
    }
}
