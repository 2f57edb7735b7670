package dev.lamplighter.window;

import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.Ec2Places;
import dev.lamplighter.window.ready.ReadyProbe;
import java.util.function.LongSupplier;

/**
 * What the windows reach outside themselves.
 *
 * @param nanoTime a clock that nobody can set, as {@link System#nanoTime()}
 */
public record Outside(Ec2Places ec2, ReadyProbe ready, LongSupplier nanoTime) {
    /** With one EC2 for every account and region. */
    public Outside(Ec2Actions ec2, ReadyProbe ready, LongSupplier nanoTime) {
        this(new Ec2Places(place -> ec2), ready, nanoTime);
    }
}
