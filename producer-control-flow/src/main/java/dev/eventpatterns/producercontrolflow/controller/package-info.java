/**
 * Watches the channel and its producers, decides, and tells both producers and whoever
 * wants to know.
 */
@NullMarked
package dev.eventpatterns.producercontrolflow.controller;

import org.jspecify.annotations.NullMarked;
