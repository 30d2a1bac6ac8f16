package io.github.leat.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Calls a method of a second copy of all classes, loaded for this call.
 *
 * <p>A proof that runs a library in the process that measures it next would teach the compiler about call sites that only
 * the proof has, and so slow the measured code down. A copy has profiles of its own.
 */
public final class Isolated {
    private Isolated() {}

    /** Calls a public static method; its arguments and answer are of the JDK's own types. */
    public static Object call(Class<?> owner, String method, Object... arguments) throws Exception {
        try (URLClassLoader copy = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            for (Method candidate : copy.loadClass(owner.getName()).getMethods()) {
                if (candidate.getName().equals(method)) {
                    return candidate.invoke(null, arguments);
                }
            }
            throw new NoSuchMethodException(owner + "." + method);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        String[] entries = System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = Path.of(entries[i]).toUri().toURL();
        }
        return urls;
    }
}
