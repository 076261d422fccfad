/**
 * Puts the blueprint through a day at the exchange: six phases, each with trouble of its
 * own, while somebody writes down what it does about that by itself.
 */
@NullMarked
package dev.eventpatterns.demo.blueprint;

import org.jspecify.annotations.NullMarked;
