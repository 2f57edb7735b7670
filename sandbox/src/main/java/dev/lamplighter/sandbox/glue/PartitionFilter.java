package dev.lamplighter.sandbox.glue;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.BooleanExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ColumnReferenceContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ComparisonContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ConstantDefaultContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.LogicalBinaryContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.LogicalNotContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ParenthesizedExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PredicateContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PredicatedContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StringLiteralContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ValueExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ValueExpressionDefaultContext;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

/**
 * Applies the {@code Expression} of Glue's GetPartitions, for what it documents and Trino sends: comparisons, BETWEEN, IN,
 * IS NULL, AND, OR, NOT over partition keys. Anything else is refused rather than ignored.
 */
final class PartitionFilter {
    private static final Set<String> NUMBERS = Set.of("tinyint", "smallint", "int", "bigint");
    private static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private final List<Column> keys;

    private PartitionFilter(List<Column> keys) {
        this.keys = keys;
    }

    /** Accepts the values of a partition, in the order of {@code keys}. */
    static Predicate<List<String>> of(String expression, List<Column> keys) {
        try {
            return new PartitionFilter(keys)
                    .condition(HiveGrammar.condition(expression).booleanExpression());
        } catch (HiveSyntaxException refusal) {
            throw InvalidInputException.builder()
                    .message("Unsupported expression '" + expression + "': " + refusal.getMessage())
                    .cause(refusal)
                    .build();
        }
    }

    private Predicate<List<String>> condition(BooleanExpressionContext expression) {
        if (expression instanceof LogicalBinaryContext both) {
            Predicate<List<String>> left = condition(both.left);
            Predicate<List<String>> right = condition(both.right);
            return both.AND() == null ? left.or(right) : left.and(right);
        }
        if (expression instanceof LogicalNotContext not) {
            return condition(not.booleanExpression()).negate();
        }
        if (expression instanceof PredicatedContext simple) {
            PredicateContext predicate = simple.predicate();
            return predicate == null ? value(simple.valueExpression()) : predicate(simple.valueExpression(), predicate);
        }
        throw HiveGrammar.refusal(expression, "not a condition over partition keys");
    }

    private Predicate<List<String>> value(ValueExpressionContext expression) {
        if (expression instanceof ComparisonContext comparison) {
            return comparison(comparison);
        }
        if (expression instanceof ValueExpressionDefaultContext plain
                && plain.primaryExpression() instanceof ParenthesizedExpressionContext inner) {
            return condition(inner.expression().booleanExpression());
        }
        throw HiveGrammar.refusal(expression, "not a comparison of a partition key with a constant");
    }

    private Predicate<List<String>> comparison(ComparisonContext comparison) {
        int key = key(comparison.left);
        String constant = constant(comparison.right);
        String operator = comparison.comparisonOperator().getText();
        return values -> {
            int order = order(key, values.get(key), constant);
            return switch (operator) {
                case "=", "==" -> order == 0;
                case "<>", "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> throw HiveGrammar.refusal(comparison, "unknown operator " + operator);
            };
        };
    }

    private Predicate<List<String>> predicate(ValueExpressionContext left, PredicateContext predicate) {
        int key = key(left);
        Predicate<List<String>> accepts = switch (predicate.kind.getType()) {
            case SqlBaseParser.IN -> in(key, predicate);
            case SqlBaseParser.NULL -> values -> values.get(key).equals(NULL_VALUE);
            case SqlBaseParser.BETWEEN -> between(key, constant(predicate.lower), constant(predicate.upper));
            default -> throw HiveGrammar.refusal(predicate, predicate.getText());
        };
        return predicate.errorCapturingNot() == null ? accepts : accepts.negate();
    }

    private Predicate<List<String>> in(int key, PredicateContext predicate) {
        Set<String> allowed = new HashSet<>();
        predicate.expression().forEach(item -> allowed.add(constant(item)));
        return values -> allowed.stream().anyMatch(one -> order(key, values.get(key), one) == 0);
    }

    private Predicate<List<String>> between(int key, String lower, String upper) {
        return values -> order(key, values.get(key), lower) >= 0 && order(key, values.get(key), upper) <= 0;
    }

    private int order(int key, String value, String constant) {
        return NUMBERS.contains(keys.get(key).type())
                ? new BigDecimal(value).compareTo(new BigDecimal(constant))
                : value.compareTo(constant);
    }

    private int key(ParseTree tree) {
        ParseTree leaf = only(tree, ColumnReferenceContext.class);
        String name = HiveGrammar.name(leaf);
        for (int index = 0; index < keys.size(); index++) {
            if (keys.get(index).name().toLowerCase(Locale.ROOT).equals(name)) {
                return index;
            }
        }
        throw new HiveSyntaxException(1, 1, "no partition key named " + name);
    }

    private static String constant(ParseTree tree) {
        ConstantDefaultContext leaf = only(tree, ConstantDefaultContext.class);
        return leaf.constant() instanceof StringLiteralContext literal
                ? HiveGrammar.text(literal.stringLit())
                : leaf.getText();
    }

    /** Follows a tree of single children down to the node of that kind. */
    private static <T extends ParseTree> T only(ParseTree tree, Class<T> kind) {
        ParseTree node = tree;
        while (!kind.isInstance(node)) {
            if (node.getChildCount() != 1) {
                throw new HiveSyntaxException(1, 1, "wanted a partition key and a constant, got " + tree.getText());
            }
            node = node.getChild(0);
        }
        return kind.cast(node);
    }
}
