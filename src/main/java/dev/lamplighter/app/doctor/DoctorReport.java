package dev.lamplighter.app.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.app.doctor.Finding.State;
import dev.lamplighter.app.verb.DoctorVerbs;
import dev.lamplighter.app.verb.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds what a doctor has found, for people and for programs.
 *
 * @param findings in the order in which they were made
 */
public record DoctorReport(List<Finding> findings) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WARNINGS = 1;
    private static final int FAILURES = 2;

    public DoctorReport {
        findings = List.copyOf(findings);
    }

    /** The verbs by which a doctor is asked. */
    public static List<Verb> verbs(Doctor doctor) {
        return DoctorVerbs.of(
                spends -> new DoctorReport(doctor.findings(spends)).lines(),
                spends -> new DoctorReport(doctor.findings(spends)).json().toString());
    }

    /** A line for each finding, one that sums them up, and the policy that allows what is missing. */
    public List<String> lines() {
        List<String> lines =
                new ArrayList<>(findings.stream().map(Finding::line).toList());
        lines.add(count(State.OK) + " ok, " + count(State.WARN) + " to look at, " + count(State.FAIL) + " failed, "
                + count(State.UNTRIED) + " untried");
        policy().ifPresent(policy -> {
            lines.add("the policy that allows what is missing:");
            lines.addAll(MissingPolicy.lines(policy));
        });
        return lines;
    }

    /** The same as one object. */
    public ObjectNode json() {
        ObjectNode object = JSON.createObjectNode();
        findings.forEach(finding -> object.withArray("/findings").add(finding.json()));
        policy().ifPresent(policy -> object.set("policy", policy));
        return object;
    }

    /** Reads what {@link #json} has written. */
    public static DoctorReport of(String json) throws JsonProcessingException {
        List<Finding> findings = new ArrayList<>();
        JSON.readTree(json).path("findings").forEach(finding -> findings.add(Finding.of(finding)));
        return new DoctorReport(findings);
    }

    /** 0 if all is well or untried, 1 if there is something to look at, 2 if something doesn't work. */
    public int exitCode() {
        return count(State.FAIL) > 0 ? FAILURES : count(State.WARN) > 0 ? WARNINGS : 0;
    }

    /** Of the rights that are missing, also of those that only looking needs. */
    private Optional<ObjectNode> policy() {
        return MissingPolicy.of(findings);
    }

    private long count(State state) {
        return findings.stream().filter(finding -> finding.state() == state).count();
    }
}
