package dev.lamplighter.window.plan;

import dev.lamplighter.window.declare.Address;

/** A decision about an Elastic IP. */
public record AddressDecision(String window, Address address, Verdict verdict) implements Decision {
    @Override
    public String resource() {
        return address.eip();
    }
}
