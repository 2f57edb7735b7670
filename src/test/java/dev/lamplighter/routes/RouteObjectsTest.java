package dev.lamplighter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.publish.AthenaRun;
import dev.lamplighter.cost.publish.OpenText;
import dev.lamplighter.cost.publish.OpenVersion;
import dev.lamplighter.cost.publish.Publication;
import dev.lamplighter.cost.query.Answer;
import dev.lamplighter.cost.query.AskedQuestion;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What routes read of our objects by name. Camel takes {@code isToConvert} and {@code toConvert} for one name, whichever of them
 * is private, and which it finds first differs from JVM to JVM.
 */
final class RouteObjectsTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                OpenVersion.class,
                OpenText.class,
                AthenaRun.class,
                Publication.class,
                Answer.class,
                AskedQuestion.class
            })
    void noTwoMethodsHaveOneNameForCamel(Class<?> type) {
        List<String> names = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .distinct()
                .map(name -> name.replaceFirst("^(is|get)(?=[A-Z])", "").toLowerCase(Locale.ROOT))
                .toList();

        assertThat(names).doesNotHaveDuplicates();
    }
}
