/**
 * What a demonstration has measured, as plain data, and the two ways it is shown: a table
 * of text on the terminal and a page with charts that needs no network.
 */
@NullMarked
package dev.eventpatterns.demo.report;

import org.jspecify.annotations.NullMarked;
