package dev.eventpatterns.watchnotification;

import org.jspecify.annotations.Nullable;

/**
 * What a service is told: a value that is new to it.
 *
 * @param key what has changed
 * @param value the value now
 * @param revision how often it has changed
 * @param missed how many revisions between the last one and this the service has never
 * seen
 */
public record Change(String key, @Nullable String value, long revision, long missed) {

}
