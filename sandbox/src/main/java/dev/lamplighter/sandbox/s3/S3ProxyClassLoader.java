package dev.lamplighter.sandbox.s3;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Loads S3Proxy's fat jar apart from our class path: it bundles an SDK, a Guava and a Jackson of its own. */
final class S3ProxyClassLoader extends URLClassLoader {
    private static final String PACKAGE = "org.gaul.s3proxy.";

    S3ProxyClassLoader(Path jar) throws IOException {
        super("s3proxy", new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    /** Its own {@code logback.xml} speaks at INFO on standard output, where the sandbox draws. */
    @Override
    public @Nullable URL findResource(String name) {
        return name.equals("logback.xml")
                ? S3ProxyClassLoader.class.getResource("s3proxy-logback.xml")
                : super.findResource(name);
    }

    /** What S3Proxy's main class does with a properties file, without its {@code System.exit}. */
    Object start(Properties settings) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            Object store = loadClass(PACKAGE + "BlobStores")
                    .getMethod("create", String.class, Properties.class)
                    .invoke(null, settings.getProperty("jclouds.provider"), settings);
            Object builder = loadClass(PACKAGE + "S3Proxy$Builder")
                    .getMethod("fromProperties", Properties.class)
                    .invoke(null, settings);
            builder.getClass()
                    .getMethod("blobStore", loadClass(PACKAGE + "blobstore.BlobStore"))
                    .invoke(builder, store);
            Object proxy = call(builder, "build");
            call(proxy, "start");
            return proxy;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static Object call(Object target, String method) throws ReflectiveOperationException {
        Object answer = target.getClass().getMethod(method).invoke(target);
        return answer == null ? target : answer;
    }
}
