package dev.lamplighter.sandbox.cur;

import java.util.List;

/** Gives the tags of resources; four in ten resources have none. */
final class Tags {
    private static final List<String> APPLICATIONS =
            List.of("checkout", "reporting", "streaming", "search", "identity", "media-encoder", "crm");
    private static final List<String> SEGMENTS = List.of("enterprise", "smb", "startup", "public sector", "");
    private static final List<String> ENVIRONMENTS = List.of("production", "staging", "development");
    private static final List<String> TEAMS = List.of("growth", "platform", "video", "data");

    private Tags() {}

    static void put(LineDraft line, ResourceOwner occupant, boolean nasty) {
        Seed seed = occupant.seed().and("tags");
        if (seed.percent(40)) {
            return;
        }
        String application = seed.and("application").pick(APPLICATIONS);
        tag(line, "user:Application", application);
        tag(line, "user:service", application);
        tag(line, "user:Name", application + "-" + seed.and("name").below(40));
        tag(line, "user:Environment", seed.and("environment").pick(ENVIRONMENTS));
        tag(line, "user:Team", seed.and("team").pick(TEAMS));
        tag(line, "user:CostCenter", "CC-" + (1000 + seed.and("cost center").below(40)));
        tag(line, "user:customersegment", seed.and("segment").pick(SEGMENTS));
        line.text("costCategory/Environment", seed.and("environment").pick(ENVIRONMENTS));
        seldom(line, seed.and("seldom"), application);
        if (nasty) {
            nasty(line, seed.and("nasty"));
        }
    }

    private static void seldom(LineDraft line, Seed seed, String application) {
        if (seed.percent(30)) {
            tag(
                    line,
                    "aws:createdBy",
                    "AssumedRole:AROA" + seed.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 17) + ":admin");
        }
        if (seed.and("cluster").percent(15)) {
            tag(line, "user:k8s.io/cluster-autoscaler/enabled", "true");
            tag(line, "user:kubernetes.io/cluster/prod", "owned");
            tag(line, "aws:autoscaling:groupName", "nodes-" + application);
        }
        if (seed.and("unit").percent(25)) {
            tag(line, "user:business unit", "R&D");
            tag(line, "user:data-classification", "internal");
            tag(line, "user:Owner", "team-" + application + "@example.com");
        }
    }

    /** Half of the lines have both spellings, some one of them, and all a value no line splitter survives. */
    private static void nasty(LineDraft line, Seed seed) {
        tag(line, "user:Project", "line one\nline \"two\", with a comma\r\n" + seed.below(100));
        tag(line, "user:backup", "daily, \"02:00\"");
        if (seed.percent(75)) {
            tag(line, "user:Owner", "Ann \"AJ\" Jones, Zürich");
        }
        if (seed.and("owner").percent(75)) {
            tag(line, "user:owner", "ann");
        }
    }

    private static void tag(LineDraft line, String key, String value) {
        line.text("resourceTags/" + key, value);
    }
}
