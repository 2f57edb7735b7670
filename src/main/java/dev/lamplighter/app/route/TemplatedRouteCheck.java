package dev.lamplighter.app.route;

import dev.lamplighter.app.route.file.RouteFailureAnalyzer;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.TemplatedRoute;
import java.util.List;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;

/** Checks routes that are made from templates, where Camel doesn't. */
public final class TemplatedRouteCheck {
    private TemplatedRouteCheck() {}

    /**
     * The prefix that makes the ids of steps unique among routes of one template; they name MBeans, so they must not
     * collide. Empty if the ids are unique already.
     */
    public static String prefix(ModelCamelContext context, TemplatedRoute route) {
        RouteTemplateDefinition template = context.getRouteTemplateDefinition(route.templateId());
        boolean apart = template != null
                && template.getRoute().getOutputs().stream()
                        .anyMatch(step -> step.getId() != null && step.getId().contains("{{"));
        return apart ? "" : route.routeId() + ".";
    }

    /** Refuses a route with a parameter that its template doesn't have. */
    static void refuseUnknownParameters(ModelCamelContext context, TemplatedRoute route) {
        RouteTemplateDefinition template = context.getRouteTemplateDefinition(route.templateId());
        if (template == null) {
            return;
        }
        List<String> known = template.getTemplateParameters().stream()
                .map(RouteTemplateParameterDefinition::getName)
                .toList();
        route.parameters().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ProblemException(RouteFailureAnalyzer.unknownParameter(route, name, known));
                });
    }
}
