package dev.lamplighter.base;

import dev.lamplighter.base.DeprecatedName.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists every name of the version before that this version still reads; the next version reads none of them. */
public final class DeprecatedNames {
    private static final String SINCE = "0.1";
    private static final String ONE_QUERY = "one query is about all kinds of reports, and its columns are those of ";

    private static final List<DeprecatedName> ALL = Stream.concat(
                    Stream.of(
                            name(Kind.KEY, "cost.seed-view", "cost.legacy-view", ""),
                            name(
                                    Kind.KEY_BESIDE,
                                    "cost.query.timeout",
                                    "cost.athena.timeout",
                                    "statements and queries have one timeout now, and the longer of the two holds"),
                            name(Kind.VALUE, "panel.palette=seed", "panel.palette=classic", ""),
                            name(Kind.CONFIGURATION, "windows", "window-errors", ""),
                            name(Kind.CONFIGURATION, "costs", "cost-errors", ""),
                            name(Kind.CONFIGURATION, "alerts", "alert-errors", ""),
                            call("start", "{{window}}.start"),
                            call("associate", "{{window}}.associate"),
                            call("stop", "{{window}}.stop"),
                            call("reconcile", "all"),
                            name(
                                    Kind.HEADER,
                                    "AlertState = LETTER",
                                    "${header.NoticeKind} == 'LETTER'",
                                    "a letter is no state of an alert")),
                    Stream.of(
                                    "daily-anomalies",
                                    "data-transfer",
                                    "data-transfer-map",
                                    "month-forecast",
                                    "monthly-cost",
                                    "stream-costs",
                                    "top-movers")
                            .map(now -> query("focus-" + now, now)))
            .toList();

    private DeprecatedNames() {}

    private static DeprecatedName name(Kind kind, String old, String now, String note) {
        return new DeprecatedName(kind, old, now, SINCE, note);
    }

    private static DeprecatedName call(String method, String due) {
        String now = "setBody with " + due + ", then to: direct:window-due,";
        return name(Kind.CALL, "windows." + method, now, "all that is due goes there");
    }

    /** A query that has another name now, also one of the operator's own. */
    public static DeprecatedName query(String old, String now) {
        return name(Kind.QUERY, old, now, ONE_QUERY + now);
    }

    public static List<DeprecatedName> all() {
        return ALL;
    }

    public static List<DeprecatedName> of(Kind kind) {
        return ALL.stream().filter(name -> name.kind() == kind).toList();
    }

    /** What has replaced an old name; empty if it is none. */
    public static Optional<DeprecatedName> find(Kind kind, String old) {
        return of(kind).stream().filter(name -> name.old().equals(old)).findFirst();
    }

    /** The old names of something. */
    public static List<String> before(Kind kind, String now) {
        return of(kind).stream()
                .filter(name -> name.now().equals(now))
                .map(DeprecatedName::old)
                .toList();
    }
}
