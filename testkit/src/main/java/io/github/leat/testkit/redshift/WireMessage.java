package io.github.leat.testkit.redshift;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of the PostgreSQL protocol, version 3 (PostgreSQL 17, "Message Formats", read 2026-11-26). Nobody changes its bytes. */
final class WireMessage {
    private final char type;
    private final byte[] body;

    /**
     * A message.
     *
     * @param type the letter
     * @param body what follows the length
     */
    WireMessage(char type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    char type() {
        return type;
    }

    byte[] body() {
        return body;
    }

    static WireMessage read(DataInputStream in) throws IOException {
        char type = (char) in.readUnsignedByte();
        byte[] body = new byte[in.readInt() - Integer.BYTES];
        in.readFully(body);
        return new WireMessage(type, body);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
    }

    static WireMessage of(char type, String... texts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String text : texts) {
            body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            body.write(0);
        }
        return new WireMessage(type, body.toByteArray());
    }

    static WireMessage error(String state, String text) {
        return fields('E', "SERROR", "VERROR", "C" + state, "M" + text);
    }

    static WireMessage notice(String text) {
        return fields('N', "SINFO", "VINFO", "C00000", "M" + text);
    }

    private static WireMessage fields(char type, String... fields) {
        byte[] texts = of(type, fields).body();
        return new WireMessage(
                type, ByteBuffer.allocate(texts.length + 1).put(texts).array());
    }

    /** ReadyForQuery. */
    static WireMessage ready(char status) {
        return new WireMessage('Z', new byte[] {(byte) status});
    }

    /** The texts ended by zeros, from a place on. */
    List<String> texts(int from) {
        List<String> texts = new ArrayList<>();
        int start = from;
        for (int i = from; i < body.length; i++) {
            if (body[i] == 0) {
                texts.add(new String(body, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        return texts;
    }

    /** Fields of an error by their letters. */
    Map<Character, String> fields() {
        Map<Character, String> fields = new LinkedHashMap<>();
        for (String text : texts(0)) {
            if (!text.isEmpty()) {
                fields.put(text.charAt(0), text.substring(1));
            }
        }
        return fields;
    }

    /** The values of a DataRow in text form. */
    List<@Nullable String> values() {
        ByteBuffer buffer = ByteBuffer.wrap(body);
        int count = buffer.getShort();
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = buffer.getInt();
            if (length < 0) {
                values.add(null);
            } else {
                byte[] bytes = new byte[length];
                buffer.get(bytes);
                values.add(new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    /** A Parse with another statement; what follows the statement stays. */
    WireMessage withStatement(String sql) {
        List<String> texts = texts(0);
        int name = texts.get(0).getBytes(StandardCharsets.UTF_8).length + 1;
        int rest = name + texts.get(1).getBytes(StandardCharsets.UTF_8).length + 1;
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        try {
            changed.write(body, 0, name);
            changed.write(sql.getBytes(StandardCharsets.UTF_8));
            changed.write(0);
            changed.write(body, rest, body.length - rest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WireMessage(type, changed.toByteArray());
    }
}
