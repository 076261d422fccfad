package dev.eventpatterns.supervisorconsumer;

import java.util.Map;

/**
 * What an instance tells the others once each interval.
 *
 * @param instance its name
 * @param plan the number of the last plan that it follows, 0 before the first
 * @param leaving whether it ends
 * @param work its consumers, by queue
 */
public record Heartbeat(String instance, long plan, boolean leaving, Map<String, WorkReport> work) {
}
