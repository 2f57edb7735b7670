package dev.lamplighter.window.startup;

import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.PackageProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads startup.xml as the commands that it is made of, in their order. */
final class StartupXmlReader {
    private static final String COMMANDS = "Commands";

    private final PackageContent content;
    private final PackageFindings findings;

    private StartupXmlReader(PackageContent content, PackageFindings findings) {
        this.content = content;
        this.findings = findings;
    }

    /** The commands, if they are all understood; else what is wrong is told. */
    static Optional<List<StartupXmlCommand>> read(PackageContent content, PackageFindings findings) {
        return content.file(PackageContent.STARTUP_XML)
                .flatMap(startup -> XmlElementReader.read(startup, content, findings))
                .flatMap(root -> new StartupXmlReader(content, findings).commands(root));
    }

    private Optional<List<StartupXmlCommand>> commands(XmlElement root) {
        if (!root.name().equals("Startup")) {
            unknown(root, Map.of("Startup", StartupSchema.Occurs.ONCE));
            return Optional.empty();
        }
        int before = findings.problems().size();
        check(root);
        if (findings.problems().size() > before) {
            return Optional.empty();
        }
        List<StartupXmlCommand> commands = new ArrayList<>();
        root.children(COMMANDS).get(0).children().forEach(element -> commands.add(command(element)));
        return findings.problems().size() > before ? Optional.empty() : Optional.of(commands);
    }

    private void check(XmlElement element) {
        if (!element.attributes().isEmpty()) {
            stray(element, "has the attribute " + element.attributes().get(0));
        }
        Optional<Map<String, StartupSchema.Occurs>> allowed = StartupSchema.children(element.name());
        if (allowed.isPresent()) {
            checkChildren(element, allowed.get());
        } else if (!element.children().isEmpty()) {
            unknown(element.children().get(0), Map.of());
        } else if (element.text().isBlank() && !StartupSchema.mayBeEmpty(element.name())) {
            findings.problem(
                    PackageProblemCode.VALUE_EMPTY,
                    where(element),
                    element.name() + " is empty",
                    "Wowza has nothing to go by",
                    "write its value between <" + element.name() + "> and </" + element.name() + ">");
        }
    }

    private void checkChildren(XmlElement element, Map<String, StartupSchema.Occurs> allowed) {
        if (!element.text().isBlank()) {
            stray(element, "has the text \"" + element.text().strip() + "\" beside its elements");
        }
        for (XmlElement child : element.children()) {
            if (allowed.containsKey(child.name())) {
                check(child);
            } else {
                unknown(child, allowed);
            }
        }
        allowed.forEach((name, occurs) -> count(element, name, occurs));
        if (element.name().equals("Install")) {
            checkInstall(element);
        }
        if (element.name().equals(COMMANDS) && element.children().isEmpty()) {
            missing(element, "Install, Download or RunScript");
        }
    }

    private void checkInstall(XmlElement install) {
        List<XmlElement> sources = Stream.of("Folder", "Package")
                .flatMap(name -> install.children(name).stream().limit(1))
                .toList();
        if (sources.isEmpty() && install.children().isEmpty()) {
            missing(install, "Folder or Package");
        } else if (sources.size() > 1) {
            twice(install.children().get(1), "Install has a Folder and a Package");
        }
    }

    private void count(XmlElement element, String name, StartupSchema.Occurs occurs) {
        List<XmlElement> found = element.children(name);
        if (found.size() < occurs.least()) {
            missing(element, name);
        } else if (found.size() > occurs.most()) {
            twice(found.get(1), element.name() + " has " + found.size() + " of " + name);
        }
    }

    private StartupXmlCommand command(XmlElement element) {
        int line = element.line();
        return switch (element.name()) {
            case "Download" ->
                new StartupXmlCommand.Download(
                        line,
                        element.textOf("URL"),
                        element.textOf("Data"),
                        element.children("Header").stream()
                                .map(header -> Map.entry(header.textOf("Name"), header.textOf("Value")))
                                .toList(),
                        element.textOf("Destination"),
                        element.children("Action").stream()
                                .map(this::action)
                                .findFirst()
                                .orElse(StartupXmlCommand.Action.NONE));
            case "RunScript" ->
                new StartupXmlCommand.RunScript(
                        line,
                        element.textOf("Script"),
                        element.children("Param").stream().map(XmlElement::text).toList());
            default ->
                element.children("Folder").isEmpty()
                        ? new StartupXmlCommand.InstallPackage(line, element.textOf("Package"))
                        : new StartupXmlCommand.InstallFolder(line, element.textOf("Folder"));
        };
    }

    private StartupXmlCommand.Action action(XmlElement element) {
        return Arrays.stream(StartupXmlCommand.Action.values())
                .filter(action -> action != StartupXmlCommand.Action.NONE)
                .filter(action -> action.name().equals(element.text()))
                .findFirst()
                .orElseGet(() -> {
                    findings.problem(
                            PackageProblemCode.BAD_ACTION,
                            where(element),
                            "Action is \"" + element.text() + "\"",
                            "Wowza knows UNZIP and INSTALL, in capitals and without blanks around",
                            "write <Action>UNZIP</Action> or <Action>INSTALL</Action>, or leave it out");
                    return StartupXmlCommand.Action.NONE;
                });
    }

    private void unknown(XmlElement element, Map<String, StartupSchema.Occurs> allowed) {
        findings.problem(
                PackageProblemCode.UNKNOWN_ELEMENT,
                where(element),
                "unknown element " + element.name(),
                "nothing reads it there",
                Suggestion.nearest(element.name(), allowed.keySet())
                        .map(near -> "did you mean " + near + "?")
                        .orElseGet(() -> allowed.isEmpty()
                                ? "write text only"
                                : "one of "
                                        + String.join(
                                                ", ",
                                                allowed.keySet().stream()
                                                        .sorted()
                                                        .toList())));
    }

    private void stray(XmlElement element, String what) {
        findings.problem(
                PackageProblemCode.STRAY_TEXT,
                where(element),
                element.name() + " " + what,
                "nothing reads it there",
                "take it out, or write it as an element");
    }

    private void missing(XmlElement element, String name) {
        findings.problem(
                PackageProblemCode.ELEMENT_MISSING,
                where(element),
                element.name() + " has no " + name,
                "Wowza needs it",
                "add it within " + element.name());
    }

    private void twice(XmlElement second, String what) {
        findings.problem(
                PackageProblemCode.ELEMENT_TWICE,
                where(second),
                what,
                "one is allowed, and which one Wowza takes is not said",
                "leave one of them");
    }

    private String where(XmlElement element) {
        return content.where(PackageContent.STARTUP_XML, element.line());
    }
}
