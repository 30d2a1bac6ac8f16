package io.github.leat.core.csv.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The marks made with the Vector API, where the JVM was started with {@code --add-modules jdk.incubator.vector}.
 *
 * <p>Before Java 21 the JVM turns a vector's comparison into bits one by one, which is slower than going without. The system
 * property {@code leat.vectors}, {@code false}, goes without too.
 */
final class Vectors {
    /** What turns the use of vectors off. */
    static final String PROPERTY = "leat.vectors";

    private static final Logger LOG = LoggerFactory.getLogger(Vectors.class);
    private static final int FIRST_JAVA = 21;
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    /** What a processor that moves chosen bytes of a vector together says of itself. */
    private static final String COMPRESSION = "avx512_vbmi2";

    private static final @Nullable Module MODULE = module();
    private static final @Nullable MethodHandle MARKS =
            constructor("VectorMarks", MethodType.methodType(void.class, byte.class, int.class, Foreign.class));
    private static final boolean COMPRESSES = hasCompression();
    private static final @Nullable MethodHandle SECTIONS =
            COMPRESSES ? constructor("VectorSections", MethodType.methodType(void.class, byte.class, int.class)) : null;
    private static final @Nullable MethodHandle RECORDS = COMPRESSES
            ? constructor("VectorRecords", MethodType.methodType(void.class, byte.class, int.class, Foreign.class))
            : null;

    private Vectors() {}

    static @Nullable BlockMarks marks(byte delimiter, int quote, Foreign foreign) {
        return (BlockMarks) make(MARKS, delimiter, quote, foreign);
    }

    static @Nullable Sections sections(byte delimiter, int quote) {
        return (Sections) make(SECTIONS, delimiter, quote);
    }

    static @Nullable RegularRecords records(byte delimiter, int quote, Foreign foreign) {
        return (RegularRecords) make(RECORDS, delimiter, quote, foreign);
    }

    private static @Nullable Object make(@Nullable MethodHandle constructor, Object... arguments) {
        if (constructor == null) {
            return null;
        }
        try {
            return constructor.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Module module() {
        return Runtime.version().feature() < FIRST_JAVA || "false".equalsIgnoreCase(System.getProperty(PROPERTY))
                ? null
                : ModuleLayer.boot().findModule("jdk.incubator.vector").orElse(null);
    }

    private static @Nullable MethodHandle constructor(String name, MethodType type) {
        if (MODULE == null) {
            return null;
        }
        try {
            // The module is not required: most applications do without.
            Vectors.class.getModule().addReads(MODULE);
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> user = lookup.findClass(Vectors.class.getPackageName() + "." + name);
            boolean worthIt = (boolean) lookup.findStatic(user, "isWorthIt", MethodType.methodType(boolean.class))
                    .invoke();
            return worthIt ? lookup.findConstructor(user, type) : null;
        } catch (Throwable e) {
            // A JVM whose Vector API is another than the one this was compiled for: what is faster is not needed.
            LOG.debug("The reader goes without vectors, which this JVM's Vector API does not allow.", e);
            return null;
        }
    }

    /**
     * Whether the processor compresses vectors of bytes. Where it does not, the JVM does so byte by byte, which is slower than going
     * without; it does not say which it is, so that is asked of Linux, and of no other system.
     */
    private static boolean hasCompression() {
        if (MODULE == null || !Files.isReadable(PROCESSORS)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> List.of(line.split(" ")).contains(COMPRESSION))
                    .orElse(false);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("The reader goes without sections of vectors: {} cannot be read.", PROCESSORS, e);
            return false;
        }
    }
}
