package io.github.leat.core.csv.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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
    private static final @Nullable MethodHandle CONSTRUCTOR = constructor();

    private Vectors() {}

    static @Nullable BlockMarks marks(byte delimiter, int quote, Foreign foreign) {
        if (CONSTRUCTOR == null) {
            return null;
        }
        try {
            return (BlockMarks) CONSTRUCTOR.invoke(delimiter, quote, foreign);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable MethodHandle constructor() {
        Module vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").orElse(null);
        if (vectors == null
                || Runtime.version().feature() < FIRST_JAVA
                || "false".equalsIgnoreCase(System.getProperty(PROPERTY))) {
            return null;
        }
        try {
            // The module is not required: most applications do without.
            Vectors.class.getModule().addReads(vectors);
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> marks = lookup.findClass(Vectors.class.getPackageName() + ".VectorMarks");
            boolean worthIt = (boolean) lookup.findStatic(marks, "isWorthIt", MethodType.methodType(boolean.class))
                    .invoke();
            MethodType type = MethodType.methodType(void.class, byte.class, int.class, Foreign.class);
            return worthIt ? lookup.findConstructor(marks, type) : null;
        } catch (Throwable e) {
            // A JVM whose Vector API is another than the one this was compiled for: what is faster is not needed.
            LOG.debug("The reader goes without vectors, which this JVM's Vector API does not allow.", e);
            return null;
        }
    }
}
