package dev.lamplighter.window.ec2;

/**
 * Names an instance that a RunInstances call has launched.
 *
 * @param eni its primary network interface; empty where EC2 doesn't say it
 * @param clientToken of the call
 */
public record LaunchedInstance(String id, String eni, String clientToken) {}
