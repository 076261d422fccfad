/**
 * The command {@code ./bench}: runs each pattern and its peers in turn on one private
 * broker, in one JVM, so that what is compared is measured under the same conditions.
 * Absolute rates differ from machine to machine; the ratios are the result.
 */
@NullMarked
package dev.eventpatterns.benchmarks;

import org.jspecify.annotations.NullMarked;
