/**
 * A service: its queue on its own broker, its lease at the server, and the way of a value
 * to its {@link dev.eventpatterns.watchnotification.service.WatchListener}.
 */
@NullMarked
package dev.eventpatterns.watchnotification.service;

import org.jspecify.annotations.NullMarked;
