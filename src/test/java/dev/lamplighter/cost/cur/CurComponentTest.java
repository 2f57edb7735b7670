package dev.lamplighter.cost.cur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.publish.ConversionRequest;
import dev.lamplighter.cost.publish.ConvertedParquetFiles;
import dev.lamplighter.cost.publish.PublishingFixture;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The component as a route uses it, with docs/reference/cur.md. */
final class CurComponentTest {
    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        camel.disableJMX();
        camel.getRegistry().bind("curFiles", at.byName().get("curFiles"));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        database.close();
    }

    private Exchange send(String uri, Object body) {
        return camel.createProducerTemplate()
                .send(
                        uri,
                        ExchangePattern.InOut,
                        exchange -> exchange.getMessage().setBody(body));
    }

    private ConversionRequest order() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1.5", "2");
        return at.order(at.reports().discover().get(0));
    }

    @Test
    void convertsAVersionAndReadsItBack() throws IOException {
        Exchange written = send("cur:convert?header=strip&format=parquet", order());

        assertThat(written.getException()).isNull();
        assertThat(written.getMessage().getBody()).isInstanceOf(ConvertedParquetFiles.class);
        assertThat(written.getMessage().getHeaders())
                .containsEntry("LamplighterCurRows", 2L)
                .containsEntry("LamplighterCurFiles", 1)
                .containsEntry("LamplighterCurFolder", "lamplighter/costs/billing_period=2026-10/a1/");
        assertThat(send("cur:verify", written.getMessage().getBody()).getException())
                .isNull();
        assertThat(send("cur:verify?columns=all", written.getMessage().getBody())
                        .getException())
                .isNull();

        at.target.put("lamplighter/costs/billing_period=2026-10/a1/9.parquet", "100");
        assertThat(send("cur:verify", written.getMessage().getBody()).getException())
                .hasMessageStartingWith("COST-102  s3://lake/lamplighter/costs/billing_period=2026-10/a1/");
    }

    @Test
    void whatIsNoOrderFailsTheExchange() {
        assertThat(send("cur:convert?header=strip&format=parquet", "a report").getException())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cur:convert?format=parquet | Option header is required",
                "cur:convert?header=strip | Option format is required",
                "cur:convert?header=keep&format=csv | keep",
                "cur:convert?header=strip&format=orc | orc",
                "cur:convert?header=strip&format=csv&columns=all | columns",
                "cur:verify?format=csv | format",
                "cur:verify?colums=all | colums",
                "cur:compare | compare",
            })
    void aWrongOptionIsRefusedByItsName(String uri, String told) {
        assertThatThrownBy(() -> camel.getEndpoint(uri))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining(told);
    }
}
