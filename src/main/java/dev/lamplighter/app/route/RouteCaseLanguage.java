package dev.lamplighter.app.route;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.language.bean.BeanLanguage;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/** Reads {@code ${body.due}} from keys of a case as Camel reads it from an object, whose place they take. */
final class RouteCaseLanguage extends BeanLanguage {
    private static final int INSTANCE = 1;
    private static final int METHOD = 2;

    @Override
    public Expression createExpression(@Nullable String expression, @Nullable Object @Nullable [] properties) {
        if (properties != null
                && properties[INSTANCE] instanceof Map<?, ?> keys
                && properties[METHOD] instanceof String path) {
            String[] parts = path.replaceFirst("^\\??\\.", "").split("\\??\\.", 2);
            if (keys.containsKey(parts[0])) {
                Object value = keys.get(parts[0]);
                return parts.length == 1 || value == null
                        ? constant(value)
                        : createExpression(null, new Object[] {null, value, parts[1], null, null, null, null});
            }
        }
        return super.createExpression(expression, properties);
    }

    private static Expression constant(@Nullable Object value) {
        return new ExpressionAdapter() {
            @Override
            public @Nullable Object evaluate(Exchange exchange) {
                return value;
            }
        };
    }
}
