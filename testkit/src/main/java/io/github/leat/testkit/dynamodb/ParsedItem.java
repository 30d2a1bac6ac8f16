package io.github.leat.testkit.dynamodb;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The attributes of an item or key: what each counts and a hash of its value, without the value. */
record ParsedItem(List<Attribute> attributes, long size) {
    /** A top-level attribute; its size is with the name. */
    record Attribute(String name, long size, long hash) {}

    /** Reads an object of attribute values; the parser stands at its opening brace and is left at its closing one. */
    static ParsedItem read(JsonParser parser) throws IOException {
        ItemSize.expect(parser, JsonToken.START_OBJECT);
        List<Attribute> attributes = new ArrayList<>();
        long total = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            ItemSize.expect(parser, JsonToken.FIELD_NAME);
            String name = parser.currentName();
            parser.nextToken();
            ContentHash hash = new ContentHash();
            long size = utf8Length(name) + ItemSize.value(parser, hash);
            attributes.add(new Attribute(name, size, hash.value()));
            total += size;
        }
        return new ParsedItem(attributes, total);
    }

    private static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /** The hash of one attribute's value; empty if the item has none of that name. */
    OptionalLong hash(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return OptionalLong.of(attribute.hash());
            }
        }
        return OptionalLong.empty();
    }

    /** The hash of several attributes' values; empty if one is absent. */
    OptionalLong hash(List<String> names) {
        ContentHash all = new ContentHash();
        for (String name : names) {
            OptionalLong one = hash(name);
            if (one.isEmpty()) {
                return one;
            }
            all.add(one.getAsLong());
        }
        return OptionalLong.of(all.value());
    }
}
