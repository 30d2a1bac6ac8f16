package io.github.leat.redshift.internal;

import io.github.leat.core.Position;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.RecordCounts;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A receipt as a text of names and values, one a line, as {@link Properties} has them. */
final class ReceiptText {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptText.class);

    private ReceiptText() {}

    static byte[] write(StagedPart receipt) {
        Position end = receipt.end().position();
        RecordCounts counts = receipt.end().counts();
        Properties text = new Properties();
        text.setProperty("part", receipt.part());
        text.setProperty("object", String.valueOf(receipt.object()));
        text.setProperty("source", end.source());
        text.setProperty("end", numbers(end.byteOffset(), end.line(), end.record()));
        text.setProperty(
                "counts",
                numbers(counts.read(), counts.written(), counts.deduplicated(), counts.rejected(), counts.skipped()));
        text.setProperty("deadLetterBytes", String.valueOf(receipt.end().deadLetterBytes()));
        text.setProperty("firstNumber", String.valueOf(receipt.firstNumber()));
        text.setProperty(
                "longest",
                numbers(receipt.longest().stream().mapToLong(Long::longValue).toArray()));
        for (int g = 0; g < receipt.groups().size(); g++) {
            StagedPart.Group group = receipt.groups().get(g);
            text.setProperty(g + ".types", String.join(";", group.types()));
            for (int i = 0; i < group.objects().size(); i++) {
                StagedObject object = group.objects().get(i);
                text.setProperty(g + "." + i, object.bytes() + " " + object.eTag() + " " + object.key());
            }
        }
        StringWriter out = new StringWriter();
        try {
            text.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The receipt; empty if the text is none. */
    static Optional<StagedPart> read(byte[] bytes) {
        Properties text = new Properties();
        try {
            text.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            long[] end = numbers(text, "end");
            long[] counts = numbers(text, "counts");
            Checkpoint checkpoint = new Checkpoint(
                    new Position(value(text, "source"), end[0], end[1], end[2]),
                    new RecordCounts(counts[0], counts[1], counts[2], counts[3], counts[4]),
                    Long.parseLong(value(text, "deadLetterBytes")));
            List<StagedPart.Group> groups = new ArrayList<>();
            for (int g = 0; text.containsKey(g + ".types"); g++) {
                List<StagedObject> objects = new ArrayList<>();
                for (int i = 0; text.containsKey(g + "." + i); i++) {
                    String[] object = value(text, g + "." + i).split(" ", 3);
                    objects.add(new StagedObject(object[2], Long.parseLong(object[0]), object[1]));
                }
                groups.add(
                        new StagedPart.Group(List.of(value(text, g + ".types").split(";", -1)), objects));
            }
            return Optional.of(new StagedPart(
                    value(text, "part"),
                    Integer.parseInt(value(text, "object")),
                    checkpoint,
                    Long.parseLong(value(text, "firstNumber")),
                    groups,
                    LongStream.of(numbers(text, "longest")).boxed().toList()));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            LOG.debug("A receipt cannot be read; its part is staged again", e);
            return Optional.empty();
        }
    }

    private static String value(Properties text, String name) {
        return Optional.ofNullable(text.getProperty(name))
                .orElseThrow(() -> new IllegalArgumentException("it has no " + name));
    }

    private static String numbers(long... values) {
        return String.join(" ", LongStream.of(values).mapToObj(String::valueOf).toList());
    }

    private static long[] numbers(Properties text, String name) {
        return Stream.of(value(text, name).split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
