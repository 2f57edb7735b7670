package dev.lamplighter.window.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.window.ec2.Ec2Operation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What actions begin and end. */
final class ActionTest {
    @Test
    void whatBeginsDoesNotEndAndAChangeOfTheTypeIsNeither() {
        assertThat(Arrays.stream(Action.values()).filter(Action::begins))
                .containsExactly(Action.START, Action.RUN, Action.ASSOCIATE, Action.ATTACH);
        assertThat(Arrays.stream(Action.values()).filter(Action::ends))
                .containsExactly(Action.DRAIN, Action.STOP, Action.HIBERNATE, Action.TERMINATE);
    }

    @Test
    void onlyWhatChangesSomethingHasAnOperation() {
        assertThat(Action.HIBERNATE.operation()).isEqualTo(Ec2Operation.STOP_INSTANCES);
        assertThatThrownBy(Action.WAIT::operation).isInstanceOf(IllegalStateException.class);
    }
}
