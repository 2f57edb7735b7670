package dev.lamplighter.app.feature;

import dev.lamplighter.app.health.RouteFailureLog;
import dev.lamplighter.app.route.reload.RouteReload;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.window.ActionDispatcher;
import dev.lamplighter.window.ActionRuns;
import dev.lamplighter.window.ReconcileResult;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.action.ActionDueTimes;
import dev.lamplighter.window.action.ActionOutcome;
import dev.lamplighter.window.action.ActionRun;
import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.action.OperatorStepLimits;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.ec2.Ec2Operation;
import dev.lamplighter.window.ec2.LaunchRequest;
import dev.lamplighter.window.ec2.RunInstancesCall;
import dev.lamplighter.window.plan.Action;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due to the route {@code window-due}, and each action from there to its own route. Routes know it as the bean
 * {@code windowActions}. Thread-safe.
 */
public final class WindowActions implements ActionDispatcher, AutoCloseable {
    private static final String DUE = "direct:window-due";
    private static final String TRIAL = "ec2-dry-run";

    /** The code of a dry run that would succeed. */
    private static final String WOULD_SUCCEED = "DryRunOperation";

    private static final String ACTION = "action";
    private static final String CLIENT = "ec2Client";

    private final ActionRuns runs;
    private final BiFunction<AccountRegion, Action, String> clients;
    private final Lease lease;
    private volatile @Nullable StreamingWindows windows;
    private volatile @Nullable ProducerTemplate template;
    private volatile @Nullable CamelContext context;

    /** Makes one of the only copy of the service. */
    public WindowActions(
            BiFunction<AccountRegion, Action, String> clients, OperatorStepLimits limits, ActionDueTimes dueTimes) {
        this(clients, Lease.SOLE, limits, dueTimes);
    }

    /**
     * Makes one that calls only while it holds the lease.
     *
     * @param clients the registry's name of the EC2 client for a call in an account and region
     */
    public WindowActions(
            BiFunction<AccountRegion, Action, String> clients,
            Lease lease,
            OperatorStepLimits limits,
            ActionDueTimes dueTimes) {
        this.clients = clients;
        this.lease = lease;
        this.runs = new ActionRuns(this::send, this::isStopped, limits, dueTimes);
    }

    /**
     * Attaches the context; must be called before any route runs. When Camel ends, running steps are interrupted first,
     * because it would wait for them.
     */
    public void attach(CamelContext camel, StreamingWindows of) {
        windows = of;
        template = camel.createProducerTemplate();
        context = camel;
        camel.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                runs.cut();
            }
        });
    }

    @Override
    public ReconcileResult send(StreamingWindows of, String due) {
        Exchange done = template().send(DUE, exchange -> {
            RouteFailureLog.leaveToSender(exchange);
            exchange.getMessage().setBody(due);
        });
        if (done.getException() != null) {
            throw unchecked(done.getException());
        }
        return done.getMessage().getBody(ReconcileResult.class);
    }

    private void send(String endpoint, ActionRun run) throws Exception {
        Exchange done = template().send(endpoint, exchange -> {
            RouteFailureLog.leaveToSender(exchange);
            exchange.setVariable(ACTION, run);
            exchange.getMessage().setBody(run);
        });
        if (done.getException() != null) {
            throw done.getException();
        }
    }

    private boolean isStopped(String route) {
        return RouteReload.isStopped(attached(context), route);
    }

    @Override
    public Optional<String> underWay(String resource) {
        StreamingWindows of = windows;
        return of == null ? Optional.empty() : runs.underWay(of, resource);
    }

    @Override
    public List<ActionOutcome> await(List<DueAction> actions, Duration atMost) {
        return runs.await(actions, atMost);
    }

    @Override
    public void tryRun(AccountRegion accountRegion, LaunchRequest launch, Ec2Actions there) {
        if (isStopped(TRIAL)) { // or else Camel would wait for it half a minute
            throw new Ec2CallException("", "the route " + TRIAL + " is stopped, so EC2 was not asked", null);
        }
        String client = clients.apply(accountRegion, Action.RUN);
        Exchange done = template().send("direct:" + TRIAL, exchange -> {
            RouteFailureLog.leaveToSender(exchange);
            exchange.setVariable(CLIENT, client);
            exchange.getMessage()
                    .setBody(RunInstancesCall.request(launch).toBuilder()
                            .dryRun(true)
                            .build());
        });
        if (done.getException() == null) {
            throw new Ec2CallException("", "the route " + TRIAL + " ended without EC2's answer", null);
        }
        RuntimeException answer = Ec2CallException.of(Ec2Operation.RUN_INSTANCES, done.getException());
        String code = answer instanceof Ec2CallException refusal ? refusal.errorCode() : "";
        there.called(Ec2Operation.RUN_INSTANCES, code.equals(WOULD_SUCCEED) ? "" : code);
        if (!code.equals(WOULD_SUCCEED)) {
            throw answer;
        }
    }

    /** Begins an action that {@link StreamingWindows#plan} has found due. */
    public void begin(DueAction due) {
        runs.begin(windows(), due);
    }

    /** Returns the plan, once its actions are on their way; throws if some occurrences could not be reconciled. */
    public ReconcileResult reply(ReconcileResult reconcileResult) {
        return reconcileResult.orFailure();
    }

    /** The first step of each route that makes a call: the request becomes the body, and a variable names the client. */
    public void intend(Exchange exchange) {
        ActionRun run = run(exchange);
        long term = lease.term();
        if (runs.intend(windows(), run)) {
            exchange.setVariable(CLIENT, clients.apply(windows().calls().accountRegion(run.due()), run.getAction()));
            exchange.getMessage()
                    .setBody(LeaseGuard.within(term, windows().calls().request(run.due())));
        } else {
            exchange.setRouteStop(true);
        }
    }

    /** The last step of each route that makes a call: records that EC2 has accepted it. */
    public void done(Exchange exchange) {
        ActionRun run = run(exchange);
        Object answer = exchange.getMessage().getBody();
        if (windows().calls().isAnswer(run.due(), answer)) {
            runs.done(windows(), run, answer);
            RouteFailureLog.takeFromSender(exchange); // of steps after the call
        } else {
            String type = answer == null ? "nothing" : answer.getClass().getSimpleName();
            throw new Ec2CallException("", "the route of " + run + " gave " + type + " for EC2's answer", null);
        }
    }

    private static ActionRun run(Exchange exchange) {
        ActionRun run = exchange.getVariable(ACTION, ActionRun.class);
        if (run == null) {
            throw new ProblemException(new Problem(
                    WindowProblemCode.NO_ACTION_TO_CALL,
                    String.valueOf(exchange.getFromRouteId()),
                    "there is no action to call",
                    "the variable " + ACTION + " is gone, or something else than window-due sent it there",
                    "send what is due to " + DUE + ", and leave the variable alone"));
        }
        return run;
    }

    private StreamingWindows windows() {
        return attached(windows);
    }

    private ProducerTemplate template() {
        return attached(template);
    }

    private static <T> T attached(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("Camel has not started yet");
        }
        return part;
    }

    private static RuntimeException unchecked(Exception e) {
        return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }

    @Override
    public void close() {
        runs.close();
    }
}
