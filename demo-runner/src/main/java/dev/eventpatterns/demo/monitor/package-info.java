/**
 * The demonstration of the channel monitor: a queue that nobody watches, and one of which
 * somebody says within seconds what is wrong.
 */
@NullMarked
package dev.eventpatterns.demo.monitor;

import org.jspecify.annotations.NullMarked;
