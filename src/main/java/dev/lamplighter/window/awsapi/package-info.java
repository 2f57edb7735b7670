/**
 * What the components have in common that send the SDK's requests to a service of AWS. Uses no other package of this project.
 */
@NullMarked
package dev.lamplighter.window.awsapi;

import org.jspecify.annotations.NullMarked;
