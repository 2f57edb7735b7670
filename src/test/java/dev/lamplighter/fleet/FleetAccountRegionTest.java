package dev.lamplighter.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FleetAccountRegionTest {
    @Test
    void theMachinesOwnAccountAndRegionIsTheOnlySourceUnlessSomeAreNamed() {
        assertThat(read(Map.of())).containsExactly(FleetAccountRegion.OWN);
        assertThat(FleetAccountRegion.OWN.routeId()).isEqualTo("light-poll");
        assertThat(FleetAccountRegion.OWN.clientBean()).isEqualTo("ec2Client");
    }

    @Test
    void everyNamedSourceHasItsRouteAndItsClient() {
        List<FleetAccountRegion> sources = read(Map.of(
                "light.source.here.region", "",
                "light.source.production.region", "eu-central-1",
                "light.source.production.role-arn", "arn:aws:iam::123456789012:role/ops/lamplighter",
                "light.source.production.external-id", "desk"));
        assertThat(sources)
                .containsExactly(
                        new FleetAccountRegion("here", null, null, null),
                        new FleetAccountRegion(
                                "production",
                                "eu-central-1",
                                "arn:aws:iam::123456789012:role/ops/lamplighter",
                                "desk"));
        assertThat(sources)
                .extracting(FleetAccountRegion::routeId)
                .containsExactly("light-poll-here", "light-poll-production");
        assertThat(sources)
                .extracting(FleetAccountRegion::clientBean)
                .containsExactly("ec2Client-here", "ec2Client-production");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "light.source.a.regoin | eu-west-1 | did you mean light.source.a.region?",
                "light.source.a.region | Frankfurt | allowed is a region such as eu-central-1",
                "light.source.a.role-arn | lamplighter | allowed is an ARN such as arn:aws:iam::123456789012:role/lamplighter",
                "light.source.a.external-id | desk | set light.source.a.role-arn",
                "light.source.a | eu-west-1 | it needs one of region, role-arn, external-id behind a dot",
                "light.source.A_b.region | eu-west-1 | allowed is a name of a-z, 0-9 and single hyphens",
            })
    void refusesWhatNobodyWouldRead(String key, String value, String told) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().line()).contains(key, told));
    }

    private static List<FleetAccountRegion> read(Map<String, String> written) {
        return LightSettings.of(new Settings(written, Path.of(""))).sources();
    }
}
