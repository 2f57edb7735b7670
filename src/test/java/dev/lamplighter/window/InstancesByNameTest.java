package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SECOND;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.NamedInstance;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Instances as people call them; 22 November 2026 is a Sunday, open from 14:30Z, instances wanted from 14:20Z. */
final class InstancesByNameTest {
    private static final AccountRegion IRELAND =
            new AccountRegion("eu-west-1", "arn:aws:iam::123456789012:role/media", null);

    private final Stage stage = new Stage(SUNDAY);

    @AfterEach
    void close() {
        stage.close();
    }

    private static NamedInstance named(String id, String name) {
        return new NamedInstance(id, name, AccountRegion.OWN);
    }

    @Test
    void aNameThatThePollsHaveSeenIsAsGoodAsTheId() {
        stage.polled = List.of(named(ORIGIN, "media server"), named(SECOND, "relay"));
        stage.runTo("2026-11-22T15:00:00Z");

        assertThat(stage.operations.why("media server"))
                .isEqualTo(stage.operations.why(ORIGIN))
                .first()
                .isEqualTo("EC2 shows media server (" + ORIGIN + ") running since 08:20 CST;"
                        + " the journal has that start, it was Lamplighter's.");
        assertThat(stage.operations
                        .hold("media server", "20:00", "ann", "rehearsal", false)
                        .get(0))
                .isEqualTo("media server (" + ORIGIN + ") is not stopped before 20:00 CST. Held on by ann: rehearsal.");
        assertThat(stage.operations.status())
                .contains("media server (" + ORIGIN + ") is held on until 20:00 CST by ann: rehearsal");
        assertThat(stage.operations.release("media server", "ann", "", false).get(0))
                .contains("is no longer held");
        assertThat(stage.operations.next(1).get(0)).contains("needs media server (" + ORIGIN + ") from 08:20");
        assertThatThrownBy(() -> stage.operations.hold("relay", "20:00", "ann", "", false))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("WINDOW-142  relay");
    }

    @Test
    void aNameIsKnownFromWhatEc2DescribedForTheWindowsAnyway() {
        stage.ec2.machine(ORIGIN).name = "media server";
        assertThatThrownBy(() -> stage.operations.why("media server")).hasMessageStartingWith("WINDOW-142");

        stage.runTo("2026-11-22T14:21:00Z");

        assertThat(stage.operations.why("media server").get(0)).startsWith("EC2 shows media server (" + ORIGIN + ")");
        stage.ec2.machine(ORIGIN).name = "origin";
        stage.runTo("2026-11-22T14:22:00Z");
        assertThatThrownBy(() -> stage.operations.why("media server")).hasMessageStartingWith("WINDOW-142");
        assertThat(stage.operations.why("origin")).isNotEmpty();
    }

    @Test
    void aNameThatTwoHaveIsRefusedWithBothAndWhereTheyAre() {
        stage.polled = List.of(named(ORIGIN, "media"), new NamedInstance(SECOND, "media", IRELAND));

        assertThatThrownBy(() -> stage.operations.hold("media", "20:00", "ann", "", false))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("WINDOW-145  media  more than one instance has this name: " + ORIGIN
                        + " in the service's own account and region and " + SECOND
                        + " in eu-west-1 as arn:aws:iam::123456789012:role/media; fix: say the id");
        assertThat(stage.operations.status()).noneMatch(line -> line.contains("held"));
        assertThat(stage.operations.why(ORIGIN).get(0)).startsWith("EC2 shows media (" + ORIGIN + ")");
    }

    @Test
    void aNameThatIsNearlyRightIsSuggested() {
        stage.polled = List.of(named(ORIGIN, "media-server"));

        assertThatThrownBy(() -> stage.operations.why("media-sever"))
                .hasMessageContaining("did you mean media-server?");
    }
}
