/** Streams CSV as typed records, infers schemas, paces and runs loads. */
module io.github.leat.core {
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires static com.github.luben.zstd_jni;
    requires static org.apache.commons.compress;
    requires static org.tukaani.xz;
    requires static org.apache.commons.csv;
    requires static univocity.parsers;

    exports io.github.leat.core;
    exports io.github.leat.core.csv;
    exports io.github.leat.core.engine;
    exports io.github.leat.core.infer;
    exports io.github.leat.core.io;
    exports io.github.leat.core.load;
    exports io.github.leat.core.rate;
    exports io.github.leat.core.record;
    exports io.github.leat.core.report;
    exports io.github.leat.core.schema;
    exports io.github.leat.core.sink;
    exports io.github.leat.core.transform;
}
