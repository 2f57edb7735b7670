package dev.lamplighter.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FleetAccountsTest {
    private static final String PATTERN = "arn:aws:iam::{account}:role/lamplighter";

    @TempDir
    private Path home;

    @Test
    void theFileOfTheCostsAndAPatternAreEnough() throws IOException {
        write("id,name,team\n012345678901,\"Shop, new\",red\n210987654321,,blue\n");
        LightSettings light = read(Map.of("light.accounts.regions", "eu-central-1, us-east-1"));
        assertThat(light.problems()).isEmpty();
        assertThat(light.sources())
                .containsExactly(
                        source("shop-new-eu-central-1", "eu-central-1", "012345678901"),
                        source("shop-new-us-east-1", "us-east-1", "012345678901"),
                        source("210987654321-eu-central-1", "eu-central-1", "210987654321"),
                        source("210987654321-us-east-1", "us-east-1", "210987654321"));
    }

    @Test
    void aLineMayHaveItsOwnRoleExternalIdAndRegions() throws IOException {
        write("""
            id,name,role-arn,external-id,regions
            111111111111,tools,-,,
            222222222222,shop,arn:aws:iam::222222222222:role/ops/reader,desk,"eu-west-1, eu-west-2"
            333333333333,closed,,,-
            444444444444,china,arn:aws-cn:iam::{account}:role/l,,cn-north-1
            """);
        assertThat(read(Map.of("light.accounts.external-id", "all")).sources())
                .containsExactly(
                        new FleetAccountRegion("tools", null, null, null),
                        new FleetAccountRegion(
                                "shop-eu-west-1", "eu-west-1", "arn:aws:iam::222222222222:role/ops/reader", "desk"),
                        new FleetAccountRegion(
                                "shop-eu-west-2", "eu-west-2", "arn:aws:iam::222222222222:role/ops/reader", "desk"),
                        new FleetAccountRegion(
                                "china-cn-north-1", "cn-north-1", "arn:aws-cn:iam::444444444444:role/l", "all"));
    }

    @Test
    void idsInTheSettingNeedNoFile() {
        assertThat(LightSettings.of(settings(Map.of("light.accounts", "111111111111, 222222222222")))
                        .sources())
                .extracting(FleetAccountRegion::name)
                .containsExactly("111111111111", "222222222222");
    }

    @Test
    void accountsOfOneNameAreToldApartByTheirIds() throws IOException {
        write("id,name\n111111111111,Shop\n222222222222,shop!\n333333333333,web\n");
        assertThat(read(Map.of()).sources())
                .extracting(FleetAccountRegion::name)
                .containsExactly("shop-111111111111", "shop-222222222222", "web");
    }

    @Test
    void aLineThatCantBeUsedIsOneProblemAndTheOthersAreShown() throws IOException {
        write("""
            id,name,role-arn,external-id,regions
            12345678901,lost a zero,,,
            111111111111,a,lamplighter,,
            222222222222,b,,?,
            333333333333,c,,,Frankfurt
            444444444444,d,,,
            444444444444,again,,,
            555555555555,two, columns,,,
            """);
        LightSettings light = read(Map.of("light.source.d.region", "eu-west-1", "light.source.e.region", "eu-west-1"));
        assertThat(light.sources()).extracting(FleetAccountRegion::name).containsExactly("d", "e");
        assertThat(light.problems())
                .extracting(Problem::line)
                .allMatch(line -> line.startsWith("LIGHT-036  "))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("accounts.csv:2", "twelve digits"),
                        line -> assertThat(line).contains("accounts.csv:3", "\"lamplighter\": it is no ARN of a role"),
                        line -> assertThat(line).contains("accounts.csv:4", "external-id"),
                        line -> assertThat(line).contains("accounts.csv:5", "\"Frankfurt\"", "as in eu-central-1"),
                        line -> assertThat(line).contains("accounts.csv:7", "stands above already"),
                        line -> assertThat(line).contains("accounts.csv:8", "columns"),
                        line -> assertThat(line).contains("d is there twice", "light.source.d.*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "light.accounts | none.csv | light.accounts | none.csv",
                "light.accounts.role-arn | arn:aws:iam::111111111111:role/l | light.accounts.role-arn | {account}",
                "light.accounts.role-arn | '' | light.accounts | has no role",
                "light.accounts.external-id | ? | light.accounts.external-id | 2..1224",
                "light.accounts.regions | Frankfurt | light.accounts.regions | eu-central-1",
            })
    void aSettingWithoutWhichNoneCanBeShownIsRefused(String key, String value, String where, String told)
            throws IOException {
        write("id,name\n111111111111,a\n");
        assertThatThrownBy(() -> read(Map.of(key, value))).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.problem().where()).isEqualTo(where);
            assertThat(refusal.problem().line()).contains(told);
        });
    }

    private static FleetAccountRegion source(String name, String region, String account) {
        return new FleetAccountRegion(name, region, PATTERN.replace("{account}", account), null);
    }

    private void write(String text) throws IOException {
        Files.writeString(home.resolve("accounts.csv"), text);
    }

    private LightSettings read(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("light.accounts", "accounts.csv"));
        all.putAll(more);
        return LightSettings.of(settings(all));
    }

    private Settings settings(Map<String, String> written) {
        Map<String, String> all = new HashMap<>(Map.of("light.accounts.role-arn", PATTERN));
        all.putAll(written);
        return new Settings(all, home);
    }
}
