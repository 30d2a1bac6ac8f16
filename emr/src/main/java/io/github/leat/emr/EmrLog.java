package io.github.leat.emr;

import io.github.leat.s3.S3Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** A log of a driver on S3. Immutable. */
public final class EmrLog {
    private final S3Source object;

    EmrLog(S3Source object) {
        this.object = object;
    }

    /** Where it is: {@code s3://…/stderr.gz}. */
    public String location() {
        return object.name();
    }

    /** The text, which is read from S3 as it is read; the caller closes it. */
    public InputStream open() throws IOException {
        InputStream in = object.open(0);
        try {
            return new GZIPInputStream(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
