/**
 * The demonstrations: for each pattern a class that plays the issue without the pattern
 * on a real broker, applies the pattern, measures both and reports. Start reading at
 * {@link dev.eventpatterns.demo.Demo}; the measuring tools that all demonstrations share
 * are in the package {@code chaos}, the page with charts in {@code report}.
 */
@NullMarked
package dev.eventpatterns.demo;

import org.jspecify.annotations.NullMarked;
