package dev.lamplighter.app.verb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.panel.PanelMXBean;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PanelVerbsTest {
    private static PanelMXBean dark(String failure) {
        Map<String, Object> shown =
                Map.of("getFrame", new String[0], "getPanelType", "terminal", "getFailure", failure);
        return (PanelMXBean) Proxy.newProxyInstance(
                PanelMXBean.class.getClassLoader(),
                new Class<?>[] {PanelMXBean.class},
                (proxy, method, arguments) -> shown.get(method.getName()));
    }

    @Test
    void aPictureThatNobodyHasDrawnIsNone() {
        Verbs verbs = new Verbs(PanelVerbs.of(dark("")));
        assertThatThrownBy(() -> verbs.call("panel snapshot", Map.of(), new Caller("test", "")))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("LIGHT-033  panel terminal  shows nothing: nothing has been drawn yet");
    }

    @Test
    void aPanelThatFailsSaysWhy() {
        Verbs verbs = new Verbs(PanelVerbs.of(dark("LIGHT-013  /dev/leds0")));
        assertThatThrownBy(() -> verbs.call("panel snapshot", Map.of(), new Caller("test", "")))
                .hasMessageStartingWith("LIGHT-033  panel terminal  shows nothing: LIGHT-013");
    }
}
