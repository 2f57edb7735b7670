package dev.lamplighter.app.route;

import java.util.List;

/**
 * A file that can't be loaded and the one line that must say so.
 *
 * @param mistake a sentence for the test's name
 * @param name below {@code routes/}
 */
record BrokenFile(String mistake, String name, String text, String line) {
    /** A timer route that is right but for what {@code parameters} and {@code step} bring in. */
    private static String timer(String parameters, String step) {
        return """
                # about perriod, logg, flet and nosuch
                - route:
                    id: broken
                    from:
                      uri: timer
                      parameters:
                        timerName: broken
                        %s
                      steps:
                        - %s
                """.formatted(parameters, step);
    }

    private static String quartz(String cron, String zone) {
        return """
                - route:
                    id: broken
                    from:
                      uri: quartz
                      parameters:
                        groupName: windows
                        triggerName: broken
                        cron: "%s"
                        trigger.timeZone: %s
                      steps:
                        - log: {message: hello}
                """.formatted(cron, zone);
    }

    private static String xml(String body) {
        return """
                <camel xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="broken">
                    %s
                  </route>
                </camel>
                """.formatted(body);
    }

    private static final String LOG = "log: {message: hello}";

    static List<BrokenFile> all() {
        return List.of(
                new BrokenFile(
                        "an option is misspelt",
                        "light.camel.yaml",
                        timer("perriod: 1000", LOG),
                        "ROUTE-003  routes/light.camel.yaml:8:9  unknown option \"perriod\" of timer: Camel's timer"
                                + " component has no option of that name; fix: did you mean \"period\"?"),
                new BrokenFile(
                        "a step is misspelt",
                        "light.camel.yaml",
                        timer("period: 1000", "logg: {message: hello}"),
                        "ROUTE-002  routes/light.camel.yaml:10:11  unknown step \"logg\": Camel's DSL has no such word"
                                + " here; fix: did you mean \"log\"?"),
                new BrokenFile(
                        "a field is misspelt",
                        "light.camel.yaml",
                        timer("period: 1000", "log: {mesage: hello}"),
                        "ROUTE-002  routes/light.camel.yaml:10:17  unknown field \"mesage\" of log: Camel's DSL has no"
                                + " such word here; fix: did you mean \"message\"?"),
                new BrokenFile(
                        "a field is misspelt on a line of its own",
                        "light.camel.yaml",
                        timer("period: 1000", "log:\n              mesage: hello"),
                        "ROUTE-002  routes/light.camel.yaml:11:15  unknown field \"mesage\" of log: Camel's DSL has no"
                                + " such word here; fix: did you mean \"message\"?"),
                new BrokenFile(
                        "a tab indents",
                        "light.camel.yaml",
                        "- route:\n    id: broken\n\tdescription: x\n",
                        "ROUTE-001  routes/light.camel.yaml:3:1  can't be read as YAML: found character '\\t(TAB)' that"
                                + " cannot start any token. (Do not use \\t(TAB) for indentation); fix: correct the line,"
                                + " or the one above it"),
                new BrokenFile(
                        "a bracket is not closed",
                        "light.camel.yaml",
                        "- route:\n    id: [broken\n    description: x\n",
                        "ROUTE-001  routes/light.camel.yaml:3:16  can't be read as YAML: expected ',' or ']', but got :;"
                                + " fix: correct the line, or the one above it"),
                new BrokenFile(
                        "it is a text and no list of routes",
                        "light.camel.yaml",
                        "just words\n",
                        "ROUTE-001  routes/light.camel.yaml:1:1  no route, template, configuration or bean: Camel reads"
                                + " YAML that is a list of \"- route:\", \"- routeTemplate:\" and the like; fix: see"
                                + " another file in routes/"),
                new BrokenFile(
                        "the route has no from",
                        "light.camel.yaml",
                        "- route:\n    id: broken\n    description: x\n",
                        "ROUTE-002  routes/light.camel.yaml:2:9  route without from: it would never get a message; fix:"
                                + " add from: with a uri and steps"),
                new BrokenFile(
                        "a component is unknown",
                        "light.camel.yaml",
                        timer("period: 1000", "to: {uri: \"tmer:x\"}"),
                        "ROUTE-004  routes/light.camel.yaml:10:22  unknown component \"tmer\": no jar on the class path"
                                + " has it; fix: did you mean \"timer\"?"),
                new BrokenFile(
                        "a key has no value",
                        "light.camel.yaml",
                        timer("period: \"{{light.perod}}\"", LOG),
                        "ROUTE-005  routes/light.camel.yaml:8:20  no value for {{light.perod}}: application.properties"
                                + " doesn't have this key; fix: did you mean \"light.period\"?"),
                new BrokenFile(
                        "a bean is unknown",
                        "light.camel.yaml",
                        timer("period: 1000", "bean: {ref: flet, method: show}"),
                        "ROUTE-006  routes/light.camel.yaml:10:23  unknown bean \"flet\": nothing of that name is there;"
                                + " fix: did you mean \"fleet\"?"),
                new BrokenFile(
                        "a bean's method is unknown",
                        "light.camel.yaml",
                        timer("period: 1000", "bean: {ref: fleet, method: shw}"),
                        "ROUTE-006  routes/light.camel.yaml:10:38  unknown method \"shw\": nothing of that name is"
                                + " there; fix: did you mean \"show\"?"),
                new BrokenFile(
                        "a language is unknown",
                        "light.camel.yaml",
                        timer("period: 1000", "setBody: {expression: {language: {language: simpel, expression: x}}}"),
                        "ROUTE-006  routes/light.camel.yaml:10:55  unknown language \"simpel\": nothing of that name is"
                                + " there; fix: did you mean \"simple\"?"),
                new BrokenFile(
                        "an option has a value of another type",
                        "light.camel.yaml",
                        timer("period: soon", LOG),
                        "ROUTE-009  routes/light.camel.yaml:8:9  option period of timer can't be \"soon\": allowed is a"
                                + " value of type duration; fix: change the value"),
                new BrokenFile(
                        "an expression is not closed",
                        "light.camel.yaml",
                        timer("period: 1000", "setBody: {expression: {simple: {expression: \"${body\"}}}"),
                        "ROUTE-009  routes/light.camel.yaml:10:56  expression \"${body\" can't be read: expected symbol"
                                + " functionEnd but was eol; fix: see Camel's simple language"),
                new BrokenFile(
                        "a cron has five fields",
                        "window.camel.yaml",
                        quartz("0 9 * * *", "Europe/London"),
                        "ROUTE-009  routes/window.camel.yaml:8:9  cron can't be \"0 9 * * *\": Unexpected end of"
                                + " expression.; fix: write six or seven fields, seconds first: 0 0 9 ? * MON-FRI"),
                new BrokenFile(
                        "a part of the endpoint's name is missing",
                        "window.camel.yaml",
                        quartz("0 0 9 ? * MON-FRI", "Europe/London").replace("groupName: windows", "stateful: true"),
                        "ROUTE-004  routes/window.camel.yaml:4:12  a part of quartz is missing: Camel made"
                                + " \"quartz/broken\" of the parameters; fix: give every part of"
                                + " quartz:groupName/triggerName"),
                new BrokenFile(
                        "a time zone is misspelt",
                        "window.camel.yaml",
                        quartz("0 0 9 ? * MON-FRI", "America/New_Yrk"),
                        "ROUTE-009  routes/window.camel.yaml:9:9  trigger.timeZone can't be \"America/New_Yrk\": there"
                                + " is no such time zone, and Quartz would silently use GMT; fix: did you mean"
                                + " \"America/New_York\"?"),
                new BrokenFile(
                        "a route's id is taken",
                        "window.camel.yaml",
                        timer("period: 1000", LOG).replace("id: broken", "id: good"),
                        "ROUTE-007  routes/window.camel.yaml:3:9  route \"good\" is taken: it is already in"
                                + " routes/good.camel.yaml; fix: choose another name"),
                new BrokenFile(
                        "another route reads from the same direct",
                        "window.camel.yaml",
                        "- route:\n    id: broken\n    from: {uri: \"direct:good\", steps: [{%s}]}\n".formatted(LOG),
                        "ROUTE-007  routes/window.camel.yaml:2:9  source direct://good is taken: route good-direct reads"
                                + " from it; fix: choose another name for one of them"),
                new BrokenFile(
                        "a bean has the name of one of the service's",
                        "window.camel.yaml",
                        "- beans:\n    - {name: fleet, type: java.util.ArrayList}\n",
                        "ROUTE-007  routes/window.camel.yaml:2:14  bean \"fleet\" is taken: it is already in the"
                                + " service; fix: choose another name"),
                new BrokenFile(
                        "a bean's class is not there",
                        "window.camel.yaml",
                        "- beans:\n    - {name: clock, type: no.such.Clock}\n",
                        "ROUTE-006  routes/window.camel.yaml:2:14  bean \"clock\" can't be made: there is no class"
                                + " no.such.Clock, or its constructor fails; fix: name a class that is in lib/ or ext/"),
                new BrokenFile(
                        "a template is not there",
                        "window.camel.yaml",
                        "- templatedRoute:\n    routeTemplateRef: nosuch\n    routeId: broken\n",
                        "ROUTE-010  routes/window.camel.yaml:2:23  there is no template \"nosuch\": no file in"
                                + " routes/templates/ gives it, or that file was set aside; fix: see the template's"
                                + " parameters"),
                new BrokenFile(
                        "an XML attribute is misspelt",
                        "copy.camel.xml",
                        xml("<from uri=\"timer:broken\"/><log mesage=\"hello\"/>"),
                        "ROUTE-002  routes/copy.camel.xml:3:36  unknown field \"mesage\" of log: Camel's DSL has no such"
                                + " word here; fix: did you mean \"message\"?"),
                new BrokenFile(
                        "an XML element is misspelt",
                        "copy.camel.xml",
                        xml("<from uri=\"timer:broken\"/><lgo message=\"hello\"/>"),
                        "ROUTE-002  routes/copy.camel.xml:3:32  unknown step \"lgo\": Camel's DSL has no such word here;"
                                + " fix: did you mean \"log\"?"),
                new BrokenFile(
                        "an XML element is not closed",
                        "copy.camel.xml",
                        xml("<from uri=\"timer:broken\"/><log message=\"hello\">"),
                        "ROUTE-001  routes/copy.camel.xml:4:11  can't be read as XML: end tag name </route> must"
                                + " match start tag name <log> from line 3; fix: correct the line, or the one above it"),
                new BrokenFile(
                        "an option is misspelt in XML",
                        "copy.camel.xml",
                        xml("<from uri=\"timer:broken?perriod=1000\"/><log message=\"hello\"/>"),
                        "ROUTE-003  routes/copy.camel.xml:3:29  unknown option \"perriod\" of timer: Camel's timer"
                                + " component has no option of that name; fix: did you mean \"period\"?"),
                new BrokenFile(
                        "the first XML element is unknown to Camel",
                        "copy.camel.xml",
                        "<camell><route id=\"broken\"/></camell>\n",
                        "ROUTE-001  routes/copy.camel.xml:1:1  no route, template, configuration or bean: Camel reads"
                                + " XML whose first element is <camel>, <routes>, <route> or <routeTemplates>; fix: see"
                                + " another file in routes/"),
                new BrokenFile(
                        "it is not XML at all",
                        "copy.camel.xml",
                        "no xml\n",
                        "ROUTE-001  routes/copy.camel.xml:1:1  no route, template, configuration or bean: Camel reads"
                                + " XML whose first element is <camel>, <routes>, <route> or <routeTemplates>; fix: see"
                                + " another file in routes/"));
    }

    @Override
    public String toString() {
        return mistake;
    }
}
