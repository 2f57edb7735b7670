package dev.lamplighter.app.route.cases;

import java.util.Map;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.language.bean.BeanLanguage;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions such as {@code ${body.due}} on the keys of a case as Camel does on the properties of an object, and
 * takes the results of bean methods from the case.
 */
final class RouteCaseLanguage extends BeanLanguage {
    private static final int INSTANCE = 1;
    private static final int METHOD = 2;
    private static final int BEAN = 4;

    private final BiFunction<RouteStandIns.Step, Exchange, @Nullable Object> methods;

    /** @param methods gives the result of each bean method */
    RouteCaseLanguage(BiFunction<RouteStandIns.Step, Exchange, @Nullable Object> methods) {
        this.methods = methods;
    }

    @Override
    public Expression createExpression(@Nullable String expression, @Nullable Object @Nullable [] properties) {
        if (properties != null
                && properties[INSTANCE] instanceof Map<?, ?> keys
                && properties[METHOD] instanceof String path) {
            String[] parts = path.replaceFirst("^\\??\\.", "").split("\\??\\.", 2);
            if (keys.containsKey(parts[0])) {
                Object value = keys.get(parts[0]);
                return parts.length == 1 || value == null
                        ? giving(exchange -> value)
                        : createExpression(null, new Object[] {null, value, parts[1], null, null, null, null});
            }
        }
        Expression real = super.createExpression(expression, properties); // throws if it is wrong
        if (properties != null && properties[BEAN] instanceof String bean) {
            return standIn(bean, properties[METHOD]);
        }
        if (properties == null && expression != null) {
            String[] parts = expression.split("\\?method=|::|\\.", 2);
            return standIn(parts[0], parts.length == 1 ? null : parts[1]);
        }
        return real;
    }

    private Expression standIn(String bean, @Nullable Object method) {
        RouteStandIns.Step step = new RouteStandIns.Step(
                "", "method", RouteStandIns.Step.names(bean, method == null ? null : method.toString()));
        return giving(exchange -> methods.apply(step, exchange));
    }

    private static Expression giving(Value value) {
        return new ExpressionAdapter() {
            @Override
            public @Nullable Object evaluate(Exchange exchange) {
                return value.of(exchange);
            }
        };
    }

    private interface Value {
        @Nullable
        Object of(Exchange exchange);
    }
}
