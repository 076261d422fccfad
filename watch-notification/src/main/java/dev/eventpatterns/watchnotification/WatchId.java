package dev.eventpatterns.watchnotification;

/**
 * Who watches what: a service has at most one watch for each key.
 *
 * @param service the service's name
 * @param key the key of a value
 */
public record WatchId(String service, String key) {

}
