/**
 * The demonstration of watch notification: two services come, one goes and comes back,
 * values change, and who knew what when.
 */
@NullMarked
package dev.eventpatterns.demo.watch;

import org.jspecify.annotations.NullMarked;
