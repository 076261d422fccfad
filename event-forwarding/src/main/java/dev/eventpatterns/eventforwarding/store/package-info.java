/**
 * Third hop, queue to database. A batch is acknowledged only after its commit.
 */
@NullMarked
package dev.eventpatterns.eventforwarding.store;

import org.jspecify.annotations.NullMarked;
