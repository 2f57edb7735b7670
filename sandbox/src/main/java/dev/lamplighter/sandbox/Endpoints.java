package dev.lamplighter.sandbox;

import java.net.URI;

/**
 * Names where the service finds its AWS.
 *
 * @param aws the value of {@code AWS_ENDPOINT_URL}
 * @param s3 the value of {@code AWS_ENDPOINT_URL_S3}
 */
record Endpoints(URI aws, URI s3) {}
