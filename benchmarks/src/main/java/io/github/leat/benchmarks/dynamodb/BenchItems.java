package io.github.leat.benchmarks.dynamodb;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Items invented from a fixed seed, the same for every writer: a partition key, a sort key and a payload of evenly spread length.
 *
 * @param count how many
 * @param first the number of the first, so that several writers have keys of their own
 * @param smallest the shortest payload in bytes
 * @param largest the longest payload in bytes
 * @param run how many consecutive items have one partition key, as in a file sorted by it; 1 for keys all different
 */
record BenchItems(int count, int first, int smallest, int largest, int run) {
    private static final String LETTERS = letters();

    /** One item. */
    record Item(String partition, String sort, String payload) {
        /** As BatchWriteItem takes it. */
        String json() {
            return "{\"PutRequest\":{\"Item\":{\"pk\":{\"S\":\"" + partition + "\"},\"sk\":{\"S\":\"" + sort
                    + "\"},\"payload\":{\"S\":\"" + payload + "\"}}}}";
        }
    }

    private static String letters() {
        StringBuilder letters = new StringBuilder();
        Random random = new Random(6);
        for (int i = 0; i < 64 << 10; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    /** Item {@code index} from 0. */
    Item item(int index) {
        int number = first + index;
        Random random = new Random(number * 0x9E3779B97F4A7C15L);
        int length = smallest + random.nextInt(largest - smallest + 1);
        int from = random.nextInt(LETTERS.length() - length);
        return new Item(
                String.format("p%08d", number / run),
                String.format("s%08d", number),
                LETTERS.substring(from, from + length));
    }

    /** Writes all of them as CSV with a header. */
    void writeTo(Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write("pk,sk,payload\n");
            for (int i = 0; i < count; i++) {
                Item item = item(i);
                writer.write(item.partition() + "," + item.sort() + "," + item.payload() + "\n");
            }
        }
    }

    /** Items enough for some seconds at a rate, if each costs what these cost on average. */
    static int countFor(double units, int smallest, int largest) {
        double average = 0;
        for (int length = smallest; length <= largest; length++) {
            average += Math.ceil((length + 31) / 1024.0);
        }
        average /= largest - smallest + 1;
        return (int) Math.ceil(units / average);
    }
}
