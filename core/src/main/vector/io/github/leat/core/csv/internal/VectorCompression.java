package io.github.leat.core.csv.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;

/** Moves chosen bytes, or bits, together: methods of Java 19, called through handles so that this compiles with 17. */
final class VectorCompression {
    private static final MethodHandle OF_BYTES;
    private static final MethodHandle OF_BITS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OF_BYTES = lookup.findVirtual(
                    ByteVector.class, "compress", MethodType.methodType(ByteVector.class, VectorMask.class));
            OF_BITS = lookup.findStatic(
                    Long.class, "compress", MethodType.methodType(long.class, long.class, long.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private VectorCompression() {}

    @SuppressWarnings("IllegalCatch")
    static ByteVector bytes(ByteVector bytes, VectorMask<Byte> kept) {
        try {
            return (ByteVector) OF_BYTES.invokeExact(bytes, (VectorMask) kept);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("IllegalCatch")
    static long bits(long bits, long kept) {
        try {
            return (long) OF_BITS.invokeExact(bits, kept);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
