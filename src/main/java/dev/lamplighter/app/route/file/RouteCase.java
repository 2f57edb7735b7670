package dev.lamplighter.app.route.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Describes one case of {@code routes/cases}: the input of a route and the expected result.
 *
 * @param file as {@code routes/cases/ec2-stop.cases.yaml}
 * @param name what it shows, in words
 * @param route id of a route or a template, which is the file's name
 * @param parameters of the template
 * @param given the input
 * @param calls of endpoints and beans, in order
 * @param log the lines that the route's log steps must write, in order; any lines are accepted if absent
 * @param replies the expected result of the route, as far as it is given
 * @param fails what the message of its failure must contain; absent if it must not fail
 */
public record RouteCase(
        String file,
        String name,
        String route,
        Map<String, String> parameters,
        Message given,
        List<Call> calls,
        Optional<List<String>> log,
        Message replies,
        Optional<String> fails) {

    public String place() {
        return file + " \"" + name + "\"";
    }

    /**
     * An expected call, and its reply.
     *
     * @param kind Camel's word for the step, as {@code to} or {@code bean}, or the expression, as {@code method}; {@code step}
     *     for an id
     * @param target endpoint, bean and method, or id
     * @param gets its expected input, as far as it is given
     * @param replies what it leaves in the exchange; the body is the value of an expression
     * @param fails with this message, if present
     * @param stops whether the route ends there, as after a stop step
     */
    public record Call(
            String kind, String target, Message gets, Message replies, Optional<String> fails, boolean stops) {
        @Override
        public String toString() {
            return kind + " " + target;
        }
    }

    /**
     * The parts of an exchange that a case names.
     *
     * @param body null is a body too, if {@code hasBody}
     */
    public record Message(
            boolean hasBody, @Nullable Object body, Map<String, Object> headers, Map<String, Object> variables) {
        public Message withoutBody() {
            return new Message(false, null, headers, variables);
        }

        public void into(Exchange exchange) {
            if (hasBody) {
                exchange.getMessage().setBody(body);
            }
            exchange.getMessage().getHeaders().putAll(headers);
            variables.forEach(exchange::setVariable);
        }

        /** The first part of the exchange that differs from this, in words; empty if none does. */
        public Optional<String> difference(Exchange exchange) {
            org.apache.camel.Message message = exchange.getMessage();
            if (hasBody && !same(body, message.getBody())) {
                return Optional.of(difference("body", body, message.getBody()));
            }
            for (Map.Entry<String, Object> header : headers.entrySet()) {
                Object found = message.getHeader(header.getKey());
                if (!same(header.getValue(), found)) {
                    return Optional.of(difference("header " + header.getKey(), header.getValue(), found));
                }
            }
            for (Map.Entry<String, Object> variable : variables.entrySet()) {
                Object found = exchange.getVariable(variable.getKey());
                if (!same(variable.getValue(), found)) {
                    return Optional.of(difference("variable " + variable.getKey(), variable.getValue(), found));
                }
            }
            return Optional.empty();
        }

        private static String difference(String part, @Nullable Object expected, @Nullable Object found) {
            return part + " is " + shown(found) + ", expected " + shown(expected);
        }

        private static String shown(@Nullable Object value) {
            return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        }

        private static boolean same(@Nullable Object expected, @Nullable Object found) {
            return (expected == null || found == null)
                    ? expected == found
                    : expected.equals(found) || expected.toString().equals(found.toString());
        }
    }
}
