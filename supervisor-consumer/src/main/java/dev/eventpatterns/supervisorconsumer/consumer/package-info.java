/**
 * Consumers that come and go, the supervisor that tells them to, and how several
 * instances agree on one that decides.
 */
@NullMarked
package dev.eventpatterns.supervisorconsumer.consumer;

import org.jspecify.annotations.NullMarked;
