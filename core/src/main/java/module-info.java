/** Streams CSV as typed records, infers schemas, paces and runs loads. */
module io.github.leat.core {
    requires org.slf4j;
    requires static org.jspecify;

    exports io.github.leat.core;
}
