/**
 * The server: values and watches over HTTP, their store, and the way to services'
 * brokers.
 */
@NullMarked
package dev.eventpatterns.watchnotification.server;

import org.jspecify.annotations.NullMarked;
