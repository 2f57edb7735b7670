package dev.lamplighter.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.operate.WindowOperationsMXBean;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class WindowVerbsTest {
    @Test
    void eachOperationOfTheMXBeanIsAVerbAndNothingElseIs() {
        List<String> operations = Arrays.stream(WindowOperationsMXBean.class.getMethods())
                .map(Method::getName)
                .filter(name -> !name.matches("(get|is)[A-Z].*"))
                .map(name -> "windows " + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .distinct()
                .toList();

        assertThat(WindowVerbs.of(uncalled())).extracting(Verb::name).containsExactlyInAnyOrderElementsOf(operations);
    }

    private static WindowOperationsMXBean uncalled() {
        return (WindowOperationsMXBean) Proxy.newProxyInstance(
                WindowVerbsTest.class.getClassLoader(),
                new Class<?>[] {WindowOperationsMXBean.class},
                (proxy, method, arguments) -> {
                    throw new AssertionError(method.getName() + " was called");
                });
    }
}
