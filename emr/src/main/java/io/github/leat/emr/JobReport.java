package io.github.leat.emr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;

/**
 * What became of the records of a job, as the application reports it when it is done.
 *
 * @param outcome {@code COMPLETED}, {@code COMPLETED_WITH_REJECTS} or {@code ALREADY_LOADED}
 * @param read records of all files
 * @param written of these, those in the target
 * @param deduplicated those that another record of the same key replaced
 * @param rejected those that are dead letters
 * @param skipped those that were left out by a predicate or a mode
 */
public record JobReport(String outcome, long read, long written, long deduplicated, long rejected, long skipped) {

    /** @throws IOException if it cannot be read, or is none */
    static JobReport read(InputStream in) throws IOException {
        String outcome = "";
        long[] counts = new long[5];
        try (JsonParser json = new JsonFactory().createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no report of leat");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "outcome" -> outcome = json.getText();
                    case "read" -> counts[0] = json.getLongValue();
                    case "written" -> counts[1] = json.getLongValue();
                    case "deduplicated" -> counts[2] = json.getLongValue();
                    case "rejected" -> counts[3] = json.getLongValue();
                    case "skipped" -> counts[4] = json.getLongValue();
                    default -> json.skipChildren();
                }
            }
        }
        if (outcome.isEmpty()) {
            throw new IOException("it does not say how the load ended");
        }
        return new JobReport(outcome, counts[0], counts[1], counts[2], counts[3], counts[4]);
    }
}
