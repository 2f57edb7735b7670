/** The examination behind {@code lamplighter doctor}: this machine, the credentials, and each right in AWS that the settings need. */
@NullMarked
package dev.lamplighter.app.doctor;

import org.jspecify.annotations.NullMarked;
