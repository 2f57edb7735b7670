package dev.lamplighter.app.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;

/**
 * Remembers what a context held before a file was added, so that exactly the file's additions can be removed again: Camel
 * adds a file's routes, templates, configurations, beans and endpoints one after the other and leaves behind what it had
 * added when the next one fails.
 */
final class RouteFileRollback {
    private final ModelCamelContext context;
    private final Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Object> beans;

    private RouteFileRollback(ModelCamelContext context) {
        this.context = context;
        this.beans = Map.copyOf(context.getRegistry().findByTypeWithName(Object.class));
        known.addAll(context.getRouteDefinitions());
        known.addAll(context.getRouteTemplateDefinitions());
        known.addAll(context.getRouteConfigurationDefinitions());
        known.addAll(context.getEndpoints());
    }

    static RouteFileRollback before(ModelCamelContext context) {
        return new RouteFileRollback(context);
    }

    List<RouteDefinition> routes() {
        return added(context.getRouteDefinitions());
    }

    List<RouteTemplateDefinition> templates() {
        return added(context.getRouteTemplateDefinitions());
    }

    /** The routes as they are written in the file, including those in its templates, without routes made from templates. */
    Stream<RouteDefinition> written() {
        return Stream.concat(
                routes().stream().filter(route -> route.getTemplateParameters() == null),
                templates().stream().map(RouteTemplateDefinition::getRoute));
    }

    List<RouteConfigurationDefinition> configurations() {
        return added(context.getRouteConfigurationDefinitions());
    }

    /** Names of beans that were there before and are now another object. */
    List<String> replacedBeans() {
        return beans.entrySet().stream()
                .filter(bean -> context.getRegistry().lookupByName(bean.getKey()) != bean.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    List<String> addedBeans() {
        return context.getRegistry().findByTypeWithName(Object.class).keySet().stream()
                .filter(name -> !beans.containsKey(name))
                .sorted()
                .toList();
    }

    boolean isEmpty() {
        return routes().isEmpty()
                && templates().isEmpty()
                && configurations().isEmpty()
                && addedBeans().isEmpty()
                && replacedBeans().isEmpty();
    }

    /** Removes everything that the file has added; returns the removed endpoints. */
    List<Endpoint> rollBack() throws Exception {
        // Collected before the routes are removed, because a route removes its endpoints.
        List<Endpoint> endpoints = added(context.getEndpoints());
        for (RouteDefinition route : routes()) {
            context.getRouteController().stopRoute(route.getRouteId());
            context.removeRoute(route.getRouteId());
            context.getRouteDefinitions().remove(route);
        }
        context.removeRouteTemplateDefinitions(templates());
        // Not removeRouteConfiguration, which for an unknown id removes the configuration without an id.
        context.getRouteConfigurationDefinitions().removeAll(configurations());
        for (Endpoint endpoint : endpoints) {
            context.removeEndpoint(endpoint);
        }
        rollBackBeans();
        return endpoints;
    }

    private void rollBackBeans() {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        List<String> added = addedBeans();
        added.forEach(context.getRegistry()::unbind);
        model.getCustomBeans().removeIf(bean -> added.contains(bean.getName()));
        for (String name : replacedBeans()) {
            context.getRegistry().unbind(name);
            context.getRegistry().bind(name, beans.get(name));
            model.getCustomBeans().removeIf(bean -> name.equals(bean.getName()));
        }
    }

    private <T> List<T> added(Collection<T> now) {
        List<T> added = new ArrayList<>(now);
        added.removeIf(known::contains);
        return added;
    }
}
