package dev.lamplighter.sandbox.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.utils.builder.Buildable;

/** Finds the operations of a stand-in by its service name: those that its SDK interface declares. */
final class StandInOperations {
    private final String service;
    private final SdkClient client;
    private final Map<String, Operation> operations = new HashMap<>();

    StandInOperations(String service, SdkClient client) {
        this.service = service;
        this.client = client;
        Class<?> face = Arrays.stream(client.getClass().getInterfaces())
                .filter(SdkClient.class::isAssignableFrom)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("a stand-in must implement an SDK client interface, got "
                                + client.getClass().getName()));
        for (Method method : face.getMethods()) {
            if (method.getParameterCount() == 1
                    && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                    && SdkResponse.class.isAssignableFrom(method.getReturnType())) {
                operations.put(method.getName().toLowerCase(Locale.ROOT), new Operation(method));
            }
        }
    }

    String service() {
        return service;
    }

    /** @param name as AWS writes it; empty when the SDK doesn't know it */
    Optional<Operation> operation(String name) {
        return Optional.ofNullable(operations.get(name.toLowerCase(Locale.ROOT)));
    }

    /** One operation: typed request in, typed response out. */
    final class Operation {
        private final Method method;

        Operation(Method method) {
            this.method = method;
        }

        /** Whether the stand-in overrides the SDK's default, which only throws. */
        boolean isSupported() {
            try {
                return !client.getClass()
                        .getMethod(method.getName(), method.getParameterTypes())
                        .getDeclaringClass()
                        .isInterface();
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("an interface's method is missing in its implementation", e);
            }
        }

        /** An empty builder of the request: an {@link SdkPojo} to fill and then {@link #build}. */
        SdkPojo requestBuilder() {
            try {
                return (SdkPojo)
                        method.getParameterTypes()[0].getMethod("builder").invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("every SDK request has a builder()", e);
            }
        }

        SdkRequest build(SdkPojo builder) {
            return (SdkRequest) ((Buildable) builder).build();
        }

        /** Errors and runtime exceptions of the stand-in come out as they were thrown. */
        SdkResponse call(SdkRequest request) {
            try {
                return (SdkResponse) method.invoke(client, request);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException thrown) {
                    throw thrown;
                }
                if (e.getCause() instanceof Error thrown) {
                    throw thrown;
                }
                throw new IllegalStateException(method.getName() + " threw a checked exception", e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(method.getName() + " isn't public", e);
            }
        }
    }
}
