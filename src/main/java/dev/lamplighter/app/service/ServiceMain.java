package dev.lamplighter.app.service;

import org.apache.camel.main.Main;
import org.apache.camel.spi.BeanRepository;

/** Runs Camel Main with beans that are made when they are first asked for, beside those that are bound. */
final class ServiceMain extends Main {
    ServiceMain(BeanRepository madeWhenNeeded) {
        registry.addBeanRepository(madeWhenNeeded);
    }
}
