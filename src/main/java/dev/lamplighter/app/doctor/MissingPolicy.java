package dev.lamplighter.app.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the policy that allows what findings say is missing: a statement per resource, with the actions that AWS has named. */
public final class MissingPolicy {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MissingPolicy() {}

    /** The policy as JSON; empty if nothing is missing that a policy could allow. */
    public static Optional<ObjectNode> of(List<Finding> findings) {
        Map<String, Set<String>> actions = new TreeMap<>();
        findings.stream()
                .flatMap(finding -> finding.missing().stream())
                .filter(denial -> !denial.isDenied())
                .forEach(denial -> actions.computeIfAbsent(
                                denial.resource().isEmpty() ? "*" : denial.resource(), resource -> new TreeSet<>())
                        .add(denial.action()));
        if (actions.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        actions.forEach((resource, allowed) -> {
            ObjectNode statement = statements.addObject().put("Effect", "Allow");
            allowed.forEach(statement.putArray("Action")::add);
            statement.put("Resource", resource);
        });
        return Optional.of(policy);
    }

    /** The policy in lines, to be pasted. */
    public static List<String> lines(ObjectNode policy) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(policy)
                    .lines()
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
