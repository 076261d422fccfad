/**
 * Watch notification beside connections that are held and beside polling: how soon all
 * services know, and what goes over the wire meanwhile.
 */
@NullMarked
package dev.eventpatterns.benchmarks.watch;

import org.jspecify.annotations.NullMarked;
