/** Runs what this module holds: rules, dashboards, the compose file. */
@NullMarked
package dev.eventpatterns.ops;

import org.jspecify.annotations.NullMarked;
