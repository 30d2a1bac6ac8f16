package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.core.Permission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Permissions as a policy of IAM (IAM user guide, "IAM JSON policy elements"). */
final class PolicyJson {
    private PolicyJson() {}

    /** The policy as a text of several lines. */
    static String text(List<Permission> permissions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.pretty(out)) {
            write(json, permissions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static void write(JsonGenerator json, List<Permission> permissions) throws IOException {
        json.writeStartObject();
        json.writeStringField("Version", "2012-10-17");
        json.writeArrayFieldStart("Statement");
        for (Permission permission : permissions) {
            json.writeStartObject();
            json.writeStringField("Effect", "Allow");
            texts(json, "Action", permission.actions());
            texts(json, "Resource", permission.resources());
            if (!permission.prefixes().isEmpty()) {
                json.writeObjectFieldStart("Condition");
                json.writeObjectFieldStart("StringLike");
                texts(json, "s3:prefix", permission.prefixes());
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String key, List<String> texts) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
