package dev.lamplighter.window.crontab.script;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.crontab.command.CallRegionAndProfile;
import dev.lamplighter.window.crontab.command.UnsupportedCommandException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a script says of an instance that it launches, and tells what of it no slot can say. */
final class LaunchSlotDraft {
    private static final String ID = "-[0-9a-f]{8,17}";
    private static final String USUAL_TYPE = "m1.small";
    private static final int LONGEST_NAME = 24;

    private final int line;
    private final RunInstancesOptions run;
    private final Map<String, List<String>> options;
    private final Map<String, String> variables;
    private final Set<String> idFiles = new LinkedHashSet<>();
    private final List<String> addresses = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private final List<ScriptFinding> findings = new ArrayList<>();

    LaunchSlotDraft(
            int line, RunInstancesOptions run, Map<String, List<String>> options, Map<String, String> variables) {
        this.line = line;
        this.run = run;
        this.options = options;
        this.variables = new HashMap<>(variables);
    }

    /** Adds a file into which its id is written. */
    void idFile(String name) {
        idFiles.add(name);
    }

    void address(int at, Map<String, List<String>> associate) {
        List<String> named = associate.values().stream().flatMap(List::stream).toList();
        Optional<String> allocation =
                named.stream().filter(value -> value.matches("eipalloc" + ID)).findFirst();
        if (allocation.isPresent()) {
            addresses.add(allocation.get());
            return;
        }
        String ip = named.stream()
                .filter(value -> value.matches("\\d{1,3}(\\.\\d{1,3}){3}"))
                .findFirst()
                .orElse("PUBLIC-IP");
        leftOut(
                at,
                "associate-address " + ip,
                "a slot names an Elastic IP by its allocation",
                "write eip: eipalloc-... into the slot, as aws ec2 describe-addresses --public-ips " + ip
                        + " shows it");
    }

    void volume(int at, Map<String, List<String>> attach) {
        List<String> named = attach.values().stream().flatMap(List::stream).toList();
        Optional<String> id =
                named.stream().filter(value -> value.matches("vol" + ID)).findFirst();
        Optional<String> device =
                named.stream().filter(value -> value.startsWith("/dev/")).findFirst();
        if (id.isPresent() && device.isPresent()) {
            volumes.add("{volume: " + id.get() + ", device: " + device.get() + "}");
        } else {
            leftOut(
                    at,
                    "attach-volume",
                    "which volume, and as which device, isn't in the script",
                    "write volumes: [{volume: vol-..., device: /dev/sdf}] into the slot");
        }
    }

    /** The launch; empty if its image isn't known, which is told. */
    Optional<ScriptedLaunch> result(String script, LaunchSources sources, List<ScriptFinding> told) {
        Optional<String> image = run.image().filter(value -> value.matches("ami" + ID));
        if (image.isEmpty()) {
            leftOut(
                    line,
                    "run-instances " + run.image().orElse(""),
                    "which image it launches isn't in the script",
                    "write image: ami-... into a slot by hand, or its value into the script");
        }
        tellOptions();
        String type = run.type().orElse(USUAL_TYPE);
        if (run.type().isEmpty()) {
            remark(
                    line,
                    "run-instances",
                    "it names no type, and EC2 takes " + USUAL_TYPE + " then",
                    "write a type of today");
        }
        List<String> groups =
                run.groups().stream().filter(group -> group.matches("sg" + ID)).toList();
        run.groups().stream()
                .filter(group -> !groups.contains(group))
                .forEach(group -> leftOut(
                        line,
                        "group " + group,
                        "a slot names a security group by its id; without one it has the default group of the VPC",
                        "write securityGroups: sg-... into the slot, as aws ec2 describe-security-groups --filters"
                                + " Name=group-name,Values=" + group + " shows it"));
        String startupPackage = startupPackage(sources);
        CallRegionAndProfile location = location();
        told.addAll(findings);
        return image.map(ami -> new ScriptedLaunch(
                name(script),
                ami,
                type,
                run.subnet().filter(value -> value.matches("subnet" + ID)).orElse(null),
                groups,
                run.key().filter(value -> !ScriptCommands.isUnknown(value)).orElse(null),
                run.profile().filter(value -> !ScriptCommands.isUnknown(value)).orElse(null),
                startupPackage,
                addresses,
                volumes,
                location,
                idFiles));
    }

    private void tellOptions() {
        run.zone()
                .ifPresent(zone -> leftOut(
                        line,
                        "zone " + zone,
                        "a slot has a subnet instead of a zone",
                        "write subnet: subnet-... of that zone into the slot"));
        run.count()
                .filter(count -> !count.equals("1"))
                .ifPresent(count -> leftOut(
                        line,
                        "count " + count,
                        "one of them is taken over",
                        "write count: " + count + " into the slot"));
        run.unheeded()
                .forEach(option -> leftOut(
                        line, "--" + option, "a slot has no key for it", "see that the slot is right without it"));
        if (run.isMonitored()) {
            remark(line, "--monitoring", "detailed monitoring is not turned on by a launch", "nothing to do");
        }
        remark(
                line,
                "run-instances",
                "it sets nothing about the instance metadata service, so that the slot allows version 1, as an old"
                        + " image needs it",
                "remove metadata: optional from the slot where the image knows IMDSv2");
    }

    private @Nullable String startupPackage(LaunchSources sources) {
        Optional<String> file = run.userData();
        if (file.isEmpty()) {
            return null;
        }
        String name = file.get().replaceFirst(".*/", "").replaceFirst("\\.zip$", "");
        Optional<String> found = sources.startupPackage(name);
        if (found.isEmpty()) {
            leftOut(
                    line,
                    "user data " + file.get(),
                    sources.packages() == null
                            ? "the folder of the startup packages isn't known"
                            : "there is no " + name + " in " + sources.packages(),
                    sources.packages() == null
                            ? "import with --packages FOLDER, or write package: into the slot"
                            : "write package: with its folder or file into the slot");
        }
        return found.orElse(null);
    }

    private CallRegionAndProfile location() {
        try {
            return CallRegionAndProfile.of(options, variables);
        } catch (UnsupportedCommandException e) {
            leftOut(line, "region", e.why(), e.fix());
            return new CallRegionAndProfile(null, null);
        }
    }

    /** What the script calls it: its user data, or the script's own name. */
    private String name(String script) {
        String written = run.userData()
                .map(file -> file.replaceFirst(".*/", ""))
                .orElse(script)
                .replaceFirst("\\.\\w+$", "");
        String name = written.toLowerCase(Locale.ROOT)
                .replaceFirst("^(start|launch|run|boot)(?:[-_.]|$)", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[-0-9]+|-+$", "");
        String cut =
                name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME).replaceAll("-+$", "") : name;
        return cut.isEmpty() ? "server" : cut;
    }

    private void leftOut(int at, String what, String why, String fix) {
        findings.add(new ScriptFinding(WindowProblemCode.CRONTAB_CALL_PART_UNUSABLE, at, what, why, fix));
    }

    private void remark(int at, String what, String why, String fix) {
        findings.add(new ScriptFinding(WindowProblemCode.CRONTAB_REMARK, at, what, why, fix));
    }
}
