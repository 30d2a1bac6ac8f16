package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.core.Permission;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.sink.Grant;
import io.github.leat.core.sink.Privileges;
import io.github.leat.s3.S3Rights;
import io.github.leat.s3.S3Source;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The least that a planned load needs to be allowed, of its source and its target together. */
final class LeastPrivileges {
    private final Optional<Privileges> target;
    private final List<Permission> permissions;

    private LeastPrivileges(Optional<Privileges> target, List<Permission> permissions) {
        this.target = target;
        this.permissions = permissions;
    }

    /**
     * Of a load.
     *
     * @param arguments the sources as the command line names them, which may have to be listed
     * @param source before anything was wrapped around it
     */
    static LeastPrivileges of(List<String> arguments, ByteSource source, Optional<Privileges> target) {
        List<Permission> all = new ArrayList<>();
        if (source instanceof S3Source object) {
            arguments.stream()
                    .filter(new S3Kind()::claims)
                    .forEach(text -> S3Rights.ofListing(S3Kind.parse(text)).ifPresent(all::add));
            all.add(S3Rights.ofReading(object));
        }
        target.ifPresent(known -> all.addAll(known.permissions()));
        return new LeastPrivileges(target, all);
    }

    private List<Grant> grants() {
        return target.map(Privileges::grants).orElse(List.of());
    }

    private List<String> notes() {
        return target.map(Privileges::notes).orElse(List.of());
    }

    /** By holder, and by whether only this load needs them. */
    private Map<String, List<Permission>> byHolder(boolean isForFirst) {
        Map<String, List<Permission>> found = new LinkedHashMap<>();
        for (Permission permission : permissions) {
            if (permission.isForFirst() == isForFirst) {
                found.computeIfAbsent(permission.holder(), key -> new ArrayList<>())
                        .add(permission);
            }
        }
        return found;
    }

    /** Prints them below a plan; nothing where nothing is known. */
    void print(PrintStream err) {
        if (grants().isEmpty() && permissions.isEmpty()) {
            return;
        }
        err.println("  least privileges:");
        grants().forEach(grant -> err.println("    " + grant.statement() + ";"));
        List<String> afterwards =
                grants().stream().flatMap(grant -> grant.afterwards().stream()).toList();
        if (!afterwards.isEmpty()) {
            err.println("    -- later loads do without; after this one:");
            afterwards.forEach(statement -> err.println("    " + statement + ";"));
        }
        for (boolean isForFirst : new boolean[] {true, false}) {
            byHolder(isForFirst).forEach((holder, own) -> {
                err.println("    IAM policy of " + (holder.isEmpty() ? "whoever loads" : holder)
                        + (isForFirst ? ", for this load alone:" : ":"));
                err.println("    " + PolicyJson.text(own).replace("\n", "\n    "));
            });
        }
        notes().forEach(note -> err.println("    -- " + note));
    }

    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("privileges");
        json.writeStringField(
                "grantee",
                target.map(Privileges::grantee).filter(name -> !name.isEmpty()).orElse(null));
        json.writeArrayFieldStart("grants");
        for (Grant grant : grants()) {
            json.writeStartObject();
            json.writeStringField("statement", grant.statement());
            json.writeStringField("afterwards", grant.afterwards().orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("policies");
        for (boolean isForFirst : new boolean[] {true, false}) {
            Set<Map.Entry<String, List<Permission>>> holders =
                    byHolder(isForFirst).entrySet();
            for (Map.Entry<String, List<Permission>> own : holders) {
                json.writeStartObject();
                json.writeStringField("holder", own.getKey().isEmpty() ? null : own.getKey());
                json.writeBooleanField("firstOnly", isForFirst);
                json.writeFieldName("policy");
                PolicyJson.write(json, own.getValue());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notes");
        for (String note : notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
