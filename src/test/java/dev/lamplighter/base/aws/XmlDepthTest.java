package dev.lamplighter.base.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlDepthTest {
    /** Each closes what it opens, so that any number of them lies no deeper than one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a></a>",
                "<a/>",
                "<a b='1'/>",
                "<a b=\"/>\" c='>'></a>",
                "<a b='\"'><c d=\"'\"/></a>",
                "<!-- it's \" -->",
                "<!-- <a -->",
                "<?pi it's?>",
                "<![CDATA[it's]]>",
                "a > b / c",
                "{\"json\": \"it's\"}"
            })
    void besideEachOtherNothingIsDeep(String xml) {
        assertThat(isTooDeep(xml.repeat(1000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<a>", "<a b='1'>", "<a><c/>", "<a b='/>'>", "<a b=\"/>\">", "<a>it's<b></b>", "<a><!-- ' -->"})
    void whatIsNotClosedGetsDeeper(String xml) {
        assertThat(isTooDeep(xml.repeat(XmlDepth.MOST - 1))).isFalse();
        assertThat(isTooDeep(xml.repeat(XmlDepth.MOST + 1))).isTrue();
    }

    private static boolean isTooDeep(String xml) {
        XmlDepth depth = new XmlDepth();
        boolean isTooDeep = false;
        for (byte next : xml.getBytes(StandardCharsets.UTF_8)) {
            isTooDeep |= depth.isTooDeep(next);
        }
        return isTooDeep;
    }
}
