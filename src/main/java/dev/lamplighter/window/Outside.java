package dev.lamplighter.window;

import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ready.ReadyProbe;

/** What the windows reach outside the process. */
public record Outside(Ec2Actions ec2, ReadyProbe ready) {}
