package dev.lamplighter.window.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.QuietWindows;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;

/** Years out of ten, of twenty or forty windows each, against an EC2 with troubles: the promises hold, and the watch over them is awake. */
@ExtendWith(QuietWindows.class)
final class TenYearsTest {
    private static final Logger LOG = LoggerFactory.getLogger(TenYearsTest.class);
    private static final long SEED = 20_261_122;
    /** A leap year of the ten; {@code -Dlamplighter.years=10} for all. */
    private static final int YEARS = Integer.getInteger("lamplighter.years", 1);

    private static final int LEAP_YEAR = 2028;
    /** Half of them in each build, which the time of a year goes with. */
    private static final int WINDOWS = YEARS == 1 ? 20 : 40;

    /** Enough for a fault to be caught within days. */
    private static final int FEW_WINDOWS = 8;

    /** In which every window is open at least once; a service that never comes to rest is looked at every 30 s. */
    private static final int A_WEEK = 7;

    @Test
    void everyPromiseHoldsThroughTenYearsOfTroubles() {
        List<SimulatedYear.Result> years = IntStream.range(0, YEARS)
                .map(nth -> YEARS == 1 ? LEAP_YEAR : 2026 + (nth * 10 + 5) / YEARS)
                .parallel()
                .mapToObj(
                        year -> new SimulatedYear(SEED + year, year, WINDOWS, 365, 25, UnaryOperator.identity()).run())
                .toList();

        for (SimulatedYear.Result year : years) {
            LOG.info("{}", year);
            assertThat(year.promises().broken).as(year.toString()).isEmpty();
            assertThat(year.untold()).as("what nobody was told, %s", year).isEmpty();
            assertThat(year.promises().ready).as("ready on time, %s", year).isGreaterThan(year.occurrences() * 9 / 10);
            assertThat(year.promises().billedSeconds)
                    .as("billed, %s", year)
                    .isBetween(year.promises().neededSeconds * 98 / 100, year.promises().neededSeconds * 105 / 100);
            assertThat(year.kills()).as("kills, %s", year).isGreaterThan(10);
        }
    }

    @Test
    void aServiceWhoseStopsAreLostIsCaught() {
        assertThat(broken("stopInstances", StopInstancesResponse.builder().build()))
                .contains("G2");
    }

    @Test
    void aServiceWhoseAddressesAreNotSetIsCaught() {
        assertThat(broken("associateAddress", AssociateAddressResponse.builder().build()))
                .contains("G1");
    }

    @ParameterizedTest
    @CsvSource({
        "WINDOW-111, was not ready by",
        "WINDOW-165, was missed whole",
    })
    void aServiceWhoseAlertsGetLostIsCaught(String code, String objection) {
        UnaryOperator<Ec2Client> losing =
                swallowing("startInstances", StartInstancesResponse.builder().build());

        assertThat(new SimulatedYear(SEED, 2026, FEW_WINDOWS, A_WEEK, 0, losing)
                        .run()
                        .untold())
                .isEmpty();
        assertThat(new SimulatedYear(SEED, 2026, FEW_WINDOWS, A_WEEK, 0, losing)
                        .swallowing(code)
                        .run()
                        .untold())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(objection));
    }

    @Test
    void aServiceWhoseMachinesStayOnWithoutAWordIsCaught() {
        UnaryOperator<Ec2Client> losing =
                swallowing("stopInstances", StopInstancesResponse.builder().build());

        assertThat(new SimulatedYear(SEED, 2026, FEW_WINDOWS, A_WEEK, 0, losing)
                        .run()
                        .untold())
                .isEmpty();
        assertThat(new SimulatedYear(SEED, 2026, FEW_WINDOWS, A_WEEK, 0, losing)
                        .swallowing("WINDOW-112")
                        .run()
                        .untold())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("was not off by"));
    }

    /** The promises that a week breaks when EC2 swallows an operation. */
    private static Set<String> broken(String operation, Object answer) {
        SimulatedYear.Result week =
                new SimulatedYear(SEED, 2026, FEW_WINDOWS, A_WEEK, 0, swallowing(operation, answer)).run();
        return week.promises().broken.stream().map(line -> line.substring(0, 2)).collect(Collectors.toSet());
    }

    private static UnaryOperator<Ec2Client> swallowing(String operation, Object answer) {
        return ec2 -> (Ec2Client) Proxy.newProxyInstance(
                Ec2Client.class.getClassLoader(), new Class<?>[] {Ec2Client.class}, (self, method, arguments) -> {
                    if (method.getName().equals(operation)) {
                        return answer;
                    }
                    try {
                        return method.invoke(ec2, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
