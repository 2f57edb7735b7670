package dev.lamplighter.app.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jolokia.jvmagent.JolokiaServer;
import org.jolokia.jvmagent.JvmAgentConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the agent of the recipe for Hawtio lets its callers see and do with the policy that is shipped. */
final class JolokiaPolicyTest {
    private static final String CONTEXT = "org.apache.camel:context=jolokia-test,type=context,name=\"jolokia-test\"";
    private static final String ROUTE = "org.apache.camel:context=jolokia-test,type=routes,name=\"window-due\"";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @SuppressWarnings("NullAway.Init") // set before each test
    private JolokiaServer jolokia;

    @BeforeEach
    void start() throws Exception {
        camel.getCamelContextExtension().setName("jolokia-test");
        camel.getPropertiesComponent().addInitialProperty("password", "s3cret");
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:window-due").routeId("window-due").log("due {{password}}");
            }
        });
        camel.start();
        String document = Files.readString(Path.of("docs/how-to/hawtio.md"));
        Matcher options = Pattern.compile("jolokia\\.jar=(host=127\\.0\\.0\\.1,\\S+)/usr/share/lamplighter/(\\S+)\"")
                .matcher(document);
        assertThat(options.find()).as("options in the recipe").isTrue();
        jolokia = new JolokiaServer(new JvmAgentConfig(options.group(1).replace("port=8778", "port=0")
                + Path.of(options.group(2)).toAbsolutePath()));
        jolokia.start(true);
    }

    @AfterEach
    void stop() {
        jolokia.stop();
        camel.stop();
    }

    private JsonNode ask(String request) throws Exception {
        return json.readTree(client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                        + jolokia.getAddress().getPort() + "/jolokia/"))
                                .POST(HttpRequest.BodyPublishers.ofString(request))
                                .header("Content-Type", "application/json")
                                .build(),
                        BodyHandlers.ofString())
                .body());
    }

    private JsonNode ask(String type, String bean, String more) throws Exception {
        return ask("{\"type\": \"" + type + "\", \"mbean\": \"" + bean.replace("\"", "\\\"") + "\", " + more + "}");
    }

    @Test
    void theStateOfARouteIsReadThroughIt() throws Exception {
        JsonNode answer = ask("read", ROUTE, "\"attribute\": \"State\"");
        assertThat(answer.path("value").asText()).as(answer.toString()).isEqualTo("Started");
    }

    /** What the Camel plugin of Hawtio 4.2.0 sends before it draws a route. */
    @Test
    void whatHawtioDrawsItsDiagramFromIsAnswered() throws Exception {
        assertThat(ask("{\"type\": \"version\"}").path("status").asInt()).isEqualTo(200);
        assertThat(ask("{\"type\": \"search\", \"mbean\": \"org.apache.camel:context=*,type=routes,*\"}")
                        .path("value"))
                .hasSize(1);
        assertThat(ask("{\"type\": \"list\", \"path\": \"org.apache.camel\"}").toString())
                .contains("dumpRoutesAsXml");
        assertThat(execute(CONTEXT, "dumpRoutesAsXml()", ""))
                .contains("id=\\\"window-due\\\"")
                .contains("{{password}}")
                .doesNotContain("s3cret");
        assertThat(execute(CONTEXT, "dumpRoutesStatsAsXml", "true, true")).contains("exchangesTotal");
        assertThat(execute(ROUTE, "dumpRouteStatsAsXml", "true, true")).contains("exchangesTotal");
    }

    private String execute(String bean, String operation, String arguments) throws Exception {
        JsonNode answer = ask("exec", bean, "\"operation\": \"" + operation + "\", \"arguments\": [" + arguments + "]");
        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(200);
        return answer.toString();
    }

    @Test
    void routesWithTheirPlaceholdersResolvedAreNotShown() throws Exception {
        for (String operation : new String[] {"dumpRoutesAsXml(boolean)", "dumpRoutesAsXml"}) {
            assertThat(ask("exec", CONTEXT, "\"operation\": \"" + operation + "\", \"arguments\": [true]")
                            .path("status")
                            .asInt())
                    .as(operation)
                    .isEqualTo(403);
        }
    }

    @Test
    void nothingElseIsExecutedOrWrittenAndTheJvmsArgumentsAreNotShown() throws Exception {
        assertThat(ask("exec", ROUTE, "\"operation\": \"stop()\"")
                        .path("status")
                        .asInt())
                .isEqualTo(403);
        assertThat(ask("write", ROUTE, "\"attribute\": \"TracingEnabled\", \"value\": true")
                        .path("status")
                        .asInt())
                .isEqualTo(403);
        for (String attribute : new String[] {"SystemProperties", "InputArguments", "ClassPath"}) {
            assertThat(ask("read", "java.lang:type=Runtime", "\"attribute\": \"" + attribute + "\"")
                            .path("status")
                            .asInt())
                    .as(attribute)
                    .isEqualTo(403);
        }
        assertThat(ask("exec", "com.sun.management:type=DiagnosticCommand", "\"operation\": \"vmSystemProperties\"")
                        .path("status")
                        .asInt())
                .isEqualTo(403);
        assertThat(camel.getRouteController().getRouteStatus("window-due").isStarted())
                .isTrue();
    }
}
