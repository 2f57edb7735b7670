package dev.lamplighter.sandbox.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Arranges form parameters by the dots in their names: {@code Filter.1.Value.2=x} is a leaf three levels down. */
final class FormTree {
    private final Map<String, FormTree> children = new LinkedHashMap<>();
    private String text = "";

    /** @throws SimulatedAwsError {@code MalformedQueryString} */
    static FormTree parse(String form) {
        FormTree root = new FormTree();
        for (String pair : form.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                root.descend(decoded(name)).text = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            }
        }
        return root;
    }

    /** @param ec2 whether lists are numbered without the word {@code member} between */
    void fill(SdkPojo builder, boolean ec2) {
        for (SdkField<?> field : builder.sdkFields()) {
            FormTree child = children.get(field.locationName());
            if (child != null) {
                field.set(builder, child.value(field, ec2));
            }
        }
    }

    private @Nullable Object value(SdkField<?> field, boolean ec2) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> structure(field, ec2);
            case LIST -> list(field.getTrait(ListTrait.class), ec2);
            case MAP -> map(field.getTrait(MapTrait.class), ec2);
            case NULL, DOCUMENT -> null;
            case STRING, INTEGER, LONG, FLOAT, DOUBLE, BIG_DECIMAL, BOOLEAN, INSTANT, SDK_BYTES, SHORT, BYTE ->
                SdkFieldText.parse(field, text);
        };
    }

    private Object structure(SdkField<?> field, boolean ec2) {
        SdkPojo builder = field.constructor().get();
        fill(builder, ec2);
        return ((Buildable) builder).build();
    }

    private List<@Nullable Object> list(ListTrait trait, boolean ec2) {
        String wrapper = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        FormTree items = ec2 || trait.isFlattened() ? this : children.getOrDefault(wrapper, new FormTree());
        List<@Nullable Object> list = new ArrayList<>();
        items.numbered().forEach(item -> list.add(item.value(trait.memberFieldInfo(), ec2)));
        return list;
    }

    private Map<String, @Nullable Object> map(MapTrait trait, boolean ec2) {
        FormTree entries = trait.isFlattened() ? this : children.getOrDefault("entry", new FormTree());
        String key = trait.keyLocationName() == null ? "key" : trait.keyLocationName();
        String value = trait.valueLocationName() == null ? "value" : trait.valueLocationName();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (FormTree entry : entries.numbered()) {
            map.put(
                    entry.children.getOrDefault(key, new FormTree()).text,
                    entry.children.getOrDefault(value, new FormTree()).value(trait.valueFieldInfo(), ec2));
        }
        return map;
    }

    /** The children with numbers for names, by number: 10 comes after 9. */
    private List<FormTree> numbered() {
        Map<Integer, FormTree> byNumber = new TreeMap<>();
        children.forEach((name, child) -> {
            if (name.matches("\\d{1,9}")) {
                byNumber.put(Integer.valueOf(name), child);
            }
        });
        return List.copyOf(byNumber.values());
    }

    private FormTree descend(String dotted) {
        FormTree tree = this;
        for (String name : dotted.split("\\.", -1)) {
            tree = tree.children.computeIfAbsent(name, unused -> new FormTree());
        }
        return tree;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw SimulatedAwsError.badRequest(
                    "MalformedQueryString", "The query string is malformed: " + e.getMessage());
        }
    }
}
