package dev.lamplighter.app.route;

import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/**
 * Makes every {@code delay} of a route wait on its own thread, unless {@code asyncDelayed} is written there. Camel's default
 * hands the exchange to a timer, which an interrupt doesn't reach: an interrupted step would go on after its delay, and the
 * service would wait for it when it stops.
 */
final class SynchronousDelays extends ModelLifecycleStrategySupport {
    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), DelayDefinition.class).stream()
                .filter(delay -> delay.getAsyncDelayed() == null)
                .forEach(delay -> delay.setAsyncDelayed("false"));
    }
}
