package dev.lamplighter.app.jmx;

import dev.lamplighter.app.verb.Caller;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.VerbArgument;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.AttributeNotFoundException;
import javax.management.JMX;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationEmitter;
import javax.management.ReflectionException;
import javax.management.StandardEmitterMBean;
import org.jspecify.annotations.Nullable;

/**
 * Shows an MXBean in JMX: its attributes, and the verbs of one area as operations that name and describe their parameters.
 * It throws only exceptions of the JDK, so that a client without this project's classes can read the message.
 */
public final class DescribedMBean extends StandardEmitterMBean {
    private static final Caller CALLER = new Caller("jmx", "");
    private static final Pattern WORD = Pattern.compile("-(.)");

    private final Class<?> shape;
    private final Verbs verbs;
    private final Map<String, Verb> operations = new LinkedHashMap<>();

    /**
     * Shows a bean.
     *
     * @param bean implements one interface whose name ends in MXBean
     * @param operations the verbs that are its operations
     */
    public static DescribedMBean of(Object bean, Verbs verbs, List<Verb> operations) {
        return show(bean, shapeOf(bean.getClass()), verbs, operations);
    }

    private static <T> DescribedMBean show(Object bean, Class<T> shape, Verbs verbs, List<Verb> operations) {
        return new DescribedMBean(shape.cast(bean), shape, verbs, operations);
    }

    private <T> DescribedMBean(T bean, Class<T> shape, Verbs verbs, List<Verb> operations) {
        super(bean, shape, true, emitterOf(bean));
        this.shape = shape;
        this.verbs = verbs;
        operations.forEach(verb -> this.operations.put(camelCase(verb.word()), verb));
    }

    private static NotificationEmitter emitterOf(Object bean) {
        return bean instanceof NotificationEmitter emitter ? emitter : new NotificationBroadcasterSupport();
    }

    private static Class<?> shapeOf(Class<?> type) {
        for (Class<?> above = type; above != null; above = above.getSuperclass()) {
            for (Class<?> shape : above.getInterfaces()) {
                if (JMX.isMXBeanInterface(shape)) {
                    return shape;
                }
            }
        }
        throw new IllegalArgumentException(type + " implements no MXBean interface");
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanInfo shown = super.getMBeanInfo();
        Stream<MBeanOperationInfo> others =
                Arrays.stream(shown.getOperations()).filter(operation -> !operations.containsKey(operation.getName()));
        Stream<MBeanOperationInfo> told =
                operations.entrySet().stream().map(operation -> told(operation.getKey(), operation.getValue()));
        return new MBeanInfo(
                shown.getClassName(),
                shown.getDescription(),
                shown.getAttributes(),
                shown.getConstructors(),
                Stream.concat(told, others).toArray(MBeanOperationInfo[]::new),
                shown.getNotifications(),
                shown.getDescriptor());
    }

    private MBeanOperationInfo told(String name, Verb verb) {
        MBeanParameterInfo[] parameters = verb.arguments().stream()
                .map(verbArgument ->
                        new MBeanParameterInfo(verbArgument.name(), typeOf(verbArgument), verbArgument.description()))
                .toArray(MBeanParameterInfo[]::new);
        return new MBeanOperationInfo(
                name,
                verb.description(),
                parameters,
                (answersInOneText(name) ? String.class : String[].class).getName(),
                verb.effect() == Verb.Effect.ASKS ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION);
    }

    private static String typeOf(VerbArgument verbArgument) {
        return switch (verbArgument.kind()) {
            case NAME, TEXT, CONTENT -> String.class.getName();
            case FLAG -> boolean.class.getName();
            case COUNT -> int.class.getName();
        };
    }

    /** Whether the operation returns a single text; all others answer in lines. */
    private boolean answersInOneText(String operation) {
        Optional<Method> declared = Arrays.stream(shape.getMethods())
                .filter(method -> method.getName().equals(operation))
                .findFirst();
        return declared.filter(method -> method.getReturnType().equals(String.class))
                .isPresent();
    }

    @Override
    public Object invoke(String operation, Object @Nullable [] arguments, String @Nullable [] signature)
            throws MBeanException, ReflectionException {
        Verb verb = operations.get(operation);
        try {
            return verb == null
                    ? super.invoke(operation, arguments, signature)
                    : call(operation, verb, arguments == null ? new Object[0] : arguments);
        } catch (MBeanException e) {
            throw plain(e.getTargetException());
        } catch (IOException | RuntimeException e) {
            throw plain(e);
        }
    }

    /**
     * Whether so few values may be given. Optional arguments at the end, after a flag, may be left out, because callers
     * written for an earlier version don't know them.
     */
    private static boolean mayBe(int given, List<VerbArgument> arguments) {
        int flag = 0;
        while (flag < arguments.size() && arguments.get(flag).kind() != VerbArgument.Kind.FLAG) {
            flag++;
        }
        return given == arguments.size()
                || (given >= flag
                        && given < arguments.size()
                        && arguments.subList(given, arguments.size()).stream().noneMatch(VerbArgument::needed));
    }

    private Object call(String operation, Verb verb, Object[] given) throws IOException, ReflectionException {
        if (!mayBe(given.length, verb.arguments())) {
            String what = operation + " with " + given.length + " parameters";
            throw new ReflectionException(new NoSuchMethodException(what), what);
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < given.length; i++) {
            values.put(verb.arguments().get(i).name(), given[i] == null ? "" : String.valueOf(given[i]));
        }
        List<String> lines = verbs.call(verb.name(), values, CALLER);
        return answersInOneText(operation) ? String.join("\n", lines) : lines.toArray(String[]::new);
    }

    @Override
    public Object getAttribute(String attribute)
            throws AttributeNotFoundException, MBeanException, ReflectionException {
        try {
            return super.getAttribute(attribute);
        } catch (MBeanException e) {
            throw plain(e.getTargetException());
        } catch (RuntimeException e) {
            throw plain(e);
        }
    }

    /**
     * The failure as an exception of the JDK, with the message of its problem or of its innermost cause. One that stands for
     * an unchecked exception is thrown, any other is returned.
     */
    private static MBeanException plain(Exception failure) {
        Throwable cause = failure;
        while (!(cause instanceof ProblemException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause instanceof ProblemException || cause.getMessage() != null
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName();
        if (cause instanceof ProblemException || failure instanceof IllegalArgumentException) {
            throw new IllegalArgumentException(message);
        }
        if (failure instanceof RuntimeException) {
            throw new IllegalStateException(message);
        }
        return new MBeanException(new IOException(message), message);
    }

    private static String camelCase(String word) {
        return WORD.matcher(word).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }
}
