/**
 * The wire of AWS, served on 127.0.0.1: HTTP requests come in, typed SDK requests go to a stand-in that implements the
 * SDK's client interface, and its typed response or {@link dev.lamplighter.sandbox.aws.SimulatedAwsError} goes back in the
 * protocol of the caller (ec2-query, query, awsJson 1.0 and 1.1). Names and types of every field are the SDK's own
 * ({@code SdkPojo.sdkFields()}), so a service needs no code here. Knows no service; uses nothing of ours.
 */
@NullMarked
package dev.lamplighter.sandbox.aws;

import org.jspecify.annotations.NullMarked;
