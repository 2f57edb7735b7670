/** The service: starts and ends Camel Main with the features, and reloads what operators edit. */
@NullMarked
package dev.lamplighter.app.service;

import org.jspecify.annotations.NullMarked;
