package dev.lamplighter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Proves of each rule in {@link RouteFilesTest} that good files pass and that it can fail. */
final class RouteRulesTest {
    private static final Map<String, Function<List<RouteSource>, List<String>>> RULES = rules();

    @TempDir
    private Path home;

    private static Map<String, Function<List<RouteSource>, List<String>>> rules() {
        Map<String, Function<List<RouteSource>, List<String>>> rules = new LinkedHashMap<>();
        rules.put("filesEndInCamelYamlOrCamelXml", FormRules::filesEndInCamelYamlOrCamelXml);
        rules.put("oneFileIsXml", FormRules::oneFileIsXml);
        rules.put("yamlObeysCamelsSchema", FormRules::yamlObeysCamelsSchema);
        rules.put("formIsExplicit", FormRules::formIsExplicit);
        rules.put("expressionIsWrittenOut", FormRules::expressionIsWrittenOut);
        rules.put("oneDefinitionPerFile", FormRules::oneDefinitionPerFile);
        rules.put("fileNameIsTheId", FormRules::fileNameIsTheId);
        rules.put("idsAreKebabCase", FormRules::idsAreKebabCase);
        rules.put("everythingHasADescription", FormRules::everythingHasADescription);
        rules.put("stepsAreNamedAfterTheirRoute", FormRules::stepsAreNamedAfterTheirRoute);
        rules.put("idsAreUnique", FormRules::idsAreUnique);
        rules.put("everyTargetHasOneReader", ReferenceRules::everyTargetHasOneReader);
        rules.put("templateParametersAreDescribedAndUsed", ReferenceRules::templateParametersAreDescribedAndUsed);
        rules.put(
                "everyPlaceholderHasAValue",
                files -> ReferenceRules.everyPlaceholderHasAValue(
                        files, RouteSource.keys(good(), "application.properties")));
        rules.put("everyBeanIsKnown", files -> ReferenceRules.everyBeanIsKnown(files, Set.of("fleet")));
        rules.put("nothingLiteralOfAnAccount", ReferenceRules::nothingLiteralOfAnAccount);
        rules.put("noForeignS3Key", ReferenceRules::noForeignS3Key);
        rules.put("noForeignHeaderFromAQueue", ReferenceRules::noForeignHeaderFromAQueue);
        rules.put("nothingWaitsOnTheWallClock", ReferenceRules::nothingWaitsOnTheWallClock);
        return rules;
    }

    /** Rule, file of the good ones to change, what to replace there, by what, and the violation that follows. */
    static Stream<Arguments> mistakes() {
        String yaml = "routes/light.camel.yaml";
        String xml = "routes/archive.camel.xml";
        String window = "routes/templates/window.camel.yaml";
        return Stream.of(
                Arguments.of("yamlObeysCamelsSchema", yaml, "ref: fleet", "reff: fleet", "'reff'"),
                Arguments.of("yamlObeysCamelsSchema", yaml, "precondition:", "autoStartup:", "boolean expected"),
                Arguments.of(
                        "formIsExplicit",
                        yaml,
                        "uri: direct:archive",
                        "uri: direct:archive?block=false",
                        "belong under parameters"),
                Arguments.of(
                        "formIsExplicit",
                        yaml,
                        "simple:\n                    expression: \"${body} != null\"",
                        "simple: \"${body} != null\"",
                        "short for a map"),
                Arguments.of(
                        "expressionIsWrittenOut",
                        yaml,
                        "expression:\n                  simple:\n                    expression: \"${body} != null\"",
                        "simple:\n                  expression: \"${body} != null\"",
                        "\"simple\" of when \"light.day\""),
                Arguments.of(
                        "formIsExplicit",
                        "routes/log.camel.yaml",
                        "log:\n            id: log.line\n            message: \"${body}\"",
                        "log: hello",
                        "short for a map"),
                Arguments.of("formIsExplicit", "routes/log.camel.yaml", "- route:", "- beans:", "at the top"),
                Arguments.of(
                        "oneDefinitionPerFile",
                        "routes/log.camel.yaml",
                        "- route:",
                        "- routeConfiguration: {id: more}\n- route:",
                        "holds 2 definitions"),
                Arguments.of("fileNameIsTheId", yaml, "id: light\n", "id: lamp\n", "holds route \"lamp\""),
                Arguments.of("fileNameIsTheId", xml, "id=\"archive\"", "id=\"store\"", "holds route \"store\""),
                Arguments.of(
                        "fileNameIsTheId",
                        "routes/light-errors.camel.yaml",
                        "id: light-errors\n",
                        "id: shared\n",
                        "holds routeConfiguration \"shared\""),
                Arguments.of("fileNameIsTheId", yaml, "- route:", "- routeTemplate:", "live in routes/templates/"),
                Arguments.of("idsAreKebabCase", yaml, "id: light\n", "id: lightPoll\n", "not kebab-case"),
                Arguments.of("everythingHasADescription", yaml, "description: Shows", "note: Shows", "no description"),
                Arguments.of("everythingHasADescription", xml, "description=", "note=", "no description"),
                Arguments.of("stepsAreNamedAfterTheirRoute", yaml, "id: light.show", "id: show", "id \"show\""),
                Arguments.of("stepsAreNamedAfterTheirRoute", yaml, "- id: light.day\n", "- note: x\n", "step when"),
                Arguments.of("stepsAreNamedAfterTheirRoute", xml, "id=\"archive.put\" ", "", "step to has id \"\""),
                Arguments.of("stepsAreNamedAfterTheirRoute", window, "{{window}}.say", "say", "id \"say\""),
                Arguments.of(
                        "stepsAreNamedAfterTheirRoute",
                        yaml,
                        "light.archive",
                        "\"{{window}}.archive\"",
                        "light.<step>"),
                Arguments.of("idsAreUnique", yaml, "light.show", "archive.put", "is already in"),
                Arguments.of("everyTargetHasOneReader", yaml, "direct:archive", "direct:archiv", "0 readers"),
                Arguments.of(
                        "everyTargetHasOneReader", yaml, "name: window-evening", "name: lost", "direct:lost has 0"),
                Arguments.of("everyTargetHasOneReader", xml, "seda:window-evening-log", "seda:nobody", "0 readers"),
                Arguments.of(
                        "everyTargetHasOneReader",
                        "routes/log.camel.yaml",
                        "seda:window-evening-log",
                        "direct:archive",
                        "2 readers"),
                Arguments.of(
                        "templateParametersAreDescribedAndUsed",
                        window,
                        "description: Its name",
                        "required: true",
                        "has no description"),
                Arguments.of("templateParametersAreDescribedAndUsed", window, "{{note}}", "x", "note is not used"),
                Arguments.of("everyPlaceholderHasAValue", yaml, "{{light.period}}", "{{light.perod}}", "light.perod"),
                Arguments.of("everyPlaceholderHasAValue", window, "window-{{window}}", "window-{{zone}}", "zone"),
                Arguments.of("everyBeanIsKnown", yaml, "ref: fleet", "ref: flet", "bean \"flet\""),
                Arguments.of("everyBeanIsKnown", "routes/light-errors.camel.yaml", "#bean:fleet", "#bean:flt", "flt"),
                Arguments.of("everyBeanIsKnown", yaml, "uri: direct:archive", "uri: bean:away", "bean \"away\""),
                Arguments.of(
                        "nothingLiteralOfAnAccount",
                        yaml,
                        "name: light\n        delay",
                        "name: eu-west-1\n        delay",
                        "eu-west-1"),
                Arguments.of("nothingLiteralOfAnAccount", xml, "frames/latest", "1234" + "56789012", "56789012"),
                Arguments.of("nothingLiteralOfAnAccount", xml, "frames/latest", "AKIA" + "Q".repeat(16), "AKIAQ"),
                Arguments.of(
                        "nothingLiteralOfAnAccount",
                        yaml,
                        "name: light\n        delay",
                        "secretKey: \"hidden\"\n        delay",
                        "secretKey has a literal value"),
                Arguments.of("nothingWaitsOnTheWallClock", yaml, "uri: scheduler", "uri: timer", "timer"),
                Arguments.of("nothingWaitsOnTheWallClock", xml, "uri=\"direct:archive\"", "uri=\"timer:x\"", "timer"),
                Arguments.of(
                        "noForeignHeaderFromAQueue",
                        xml,
                        "uri=\"direct:archive\"",
                        "uri=\"aws2-sqs:q?messageAttributeNames=All\"",
                        "asks for attributes"),
                Arguments.of("noForeignS3Key", yaml, "${body.archiveKey}", "${body.key}", "may come from outside"),
                Arguments.of(
                        "noForeignS3Key",
                        xml,
                        "<constant>frames/latest</constant>",
                        "<header>CamelAwsS3Key</header>",
                        "may come from outside"));
    }

    @Test
    void goodFilesPassEveryRule() {
        List<RouteSource> files = RouteSource.under(good());

        assertThat(files).hasSize(5);
        RULES.forEach((name, rule) -> assertThat(rule.apply(files)).as(name).isEmpty());
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("mistakes")
    void aMistakeIsFound(String rule, String file, String good, String bad, String violation) throws IOException {
        copyGood();
        Path changed = home.resolve(file);
        String text = Files.readString(changed);
        assertThat(text).contains(good);
        Files.writeString(changed, text.replace(good, bad));

        List<String> violations = Objects.requireNonNull(RULES.get(rule), rule).apply(RouteSource.under(home));

        assertThat(violations)
                .anySatisfy(line -> assertThat(line).startsWith("routes/").contains(violation));
    }

    @Test
    void aFileWithAnotherEndingIsFound() throws IOException {
        copyGood();
        Files.writeString(home.resolve("routes/old.yml"), "[]");

        assertThat(FormRules.filesEndInCamelYamlOrCamelXml(RouteSource.under(home)))
                .containsExactly("routes/old.yml: must end in .camel.yaml or .camel.xml");
    }

    @Test
    void aFolderWithoutXmlIsFound() throws IOException {
        copyGood();
        Files.delete(home.resolve("routes/archive.camel.xml"));

        assertThat(FormRules.oneFileIsXml(RouteSource.under(home))).hasSize(1);
    }

    @Test
    void everyRuleIsProvedToFail() {
        assertThat(mistakes().map(mistake -> mistake.get()[0]).distinct().map(String::valueOf))
                .containsAll(RULES.keySet().stream()
                        .filter(rule -> !rule.equals("filesEndInCamelYamlOrCamelXml") && !rule.equals("oneFileIsXml"))
                        .toList());
    }

    @Test
    void anEmptyFolderFailsNoRuleButThatThereAreRoutes() {
        List<RouteSource> none = RouteSource.under(home);

        assertThat(none).isEmpty();
        RULES.forEach((name, rule) -> assertThat(rule.apply(none)).as(name).isEmpty());
    }

    private void copyGood() throws IOException {
        try (Stream<Path> paths = Files.walk(good())) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path target = home.resolve(good().relativize(path).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(path, target);
            }
        }
    }

    private static Path good() {
        try {
            return Path.of(Objects.requireNonNull(RouteRulesTest.class.getResource("/route-fixtures/good"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
