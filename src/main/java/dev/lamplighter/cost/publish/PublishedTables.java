package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.ledger.TableChoice;
import dev.lamplighter.cost.ledger.TableChoices;
import dev.lamplighter.cost.view.CostViews;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows the table that questions are asked of, and the one that all months are made again in to take its place. The first is
 * that of {@code cost.athena.table}, until {@code costs remake} has switched to another: then that one, until the setting is
 * changed. Where copies share the ledger, it is read again when this one has got their lease. Thread-safe; those who change it
 * have the {@link PublishingLock}.
 */
public final class PublishedTables {
    private final CostPublishSettings configured;
    private final ReportLedger ledger;
    private final RouteCall routes;
    private final TableChoices choices;
    private final CostViews views;
    private volatile TableChoice choice;
    private volatile PublishedTable asked;
    private volatile @Nullable PublishedTable remade;
    /** The term of the lease in which it was read. */
    private volatile long readIn;

    public PublishedTables(CostPublishSettings configured, ReportLedger ledger, RouteCall routes) {
        this.configured = configured;
        this.ledger = ledger;
        this.routes = routes;
        choices = ledger.tableChoices();
        views = new CostViews(this::settings, ledger, routes);
        readIn = ledger.term();
        choice = read();
        asked = asked(choice);
        remade = remade(choice, asked);
        settings().tableFolders().forEach(ledger::ofTable);
    }

    private TableChoice read() {
        return configured.isOff()
                ? TableChoice.of(configured.tableName(), Instant.EPOCH)
                : choices.with(
                        configured.tableName(),
                        table -> configured.withTable(table).tableFolders());
    }

    /** Another copy may have decided otherwise before this one got the lease. */
    private void follow() {
        if (ledger.term() == readIn) {
            return;
        }
        synchronized (this) {
            long term = ledger.term();
            if (term != readIn) {
                become(read());
                readIn = term;
            }
        }
    }

    private PublishedTable asked(TableChoice now) {
        return new PublishedTable(configured.withTable(now.asked()), ledger, views, null);
    }

    private @Nullable PublishedTable remade(TableChoice now, PublishedTable before) {
        if (!now.isRemaking()) {
            return null;
        }
        CostPublishSettings others = configured.withTable(now.remade()).withoutLegacyViews();
        ReportLedger own = ledger.remadeIn(now.remade());
        return new PublishedTable(others, own, new CostViews(() -> others, own, routes), before);
    }

    private void become(TableChoice now) {
        PublishedTable next = asked(now);
        remade = remade(now, next);
        asked = next;
        choice = now;
    }

    /** The settings with the table that is asked. */
    public CostPublishSettings settings() {
        return asked().settings();
    }

    /** The views over the table that is asked. */
    public CostViews views() {
        return views;
    }

    /** What is decided. */
    TableChoice choice() {
        follow();
        return choice;
    }

    /** The table that is asked. */
    PublishedTable asked() {
        follow();
        return asked;
    }

    /** The table that is made again; empty for none. */
    Optional<PublishedTable> remade() {
        follow();
        return Optional.ofNullable(remade);
    }

    /**
     * The table that a version is published in.
     *
     * @throws ProblemException COST-109 when it was to be made again in a table that is no longer made
     */
    PublishedTable of(ReportVersion version) {
        if (version.remadeIn().isEmpty()) {
            return asked();
        }
        return remade().filter(table -> table.settings().tableName().equals(version.remadeIn()))
                .orElseThrow(() -> new ProblemException(new Problem(
                        CostProblemCode.BAD_ARGUMENT,
                        version.toString(),
                        "not made again",
                        "it was decided meanwhile that this table is made no further",
                        "nothing",
                        Problem.Kind.USER)));
    }

    ReportLedger ledger(ReportVersion version) {
        return version.remadeIn().isEmpty() ? ledger : ledger.remadeIn(version.remadeIn());
    }

    /** Decides that all months but those left are made again in another table. */
    void remake(String table, Set<String> left) {
        become(choices.remake(choice(), table, left, configured.withTable(table).tableFolders()));
    }

    /** Decides that it is made no further; what was made is kept and counts when it is made again. */
    void stop() {
        become(choices.stop(choice(), configured.withTable(choice.remade()).tableFolders()));
    }

    /** Decides that the table that was made is asked from now on: one transaction. */
    void ask() {
        become(choices.ask(choice(), settings().tableFolders()));
    }

    void viewsMade() {
        become(choices.viewsMade(choice()));
    }

    /** The difference from the setting, for people; empty when there is none. */
    public Optional<Problem> unlikeSetting() {
        TableChoice now = choice();
        return now.isUnlikeSetting()
                ? Optional.of(new Problem(
                        CostProblemCode.TABLE_NOT_AS_SET,
                        "cost.athena.table",
                        "\"" + now.setting() + "\" is set, " + now.asked() + " is asked",
                        "costs remake has switched to it " + ZonedTimeText.utc(now.since())
                                + ", and the state folder keeps that until the setting is changed",
                        "write cost.athena.table=" + now.asked() + "; costs remake --table " + now.setting()
                                + " goes back",
                        Problem.Kind.USER))
                : Optional.empty();
    }
}
