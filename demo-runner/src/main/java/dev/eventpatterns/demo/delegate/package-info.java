/**
 * The demonstration of thread delegate: the same orders through one consumer, competing
 * consumers and delegates, and who handled what when.
 */
@NullMarked
package dev.eventpatterns.demo.delegate;

import org.jspecify.annotations.NullMarked;
