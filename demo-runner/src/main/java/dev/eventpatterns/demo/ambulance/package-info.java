/**
 * The demonstration of ambulance: the same urgent orders arrive while the same backlog is
 * worked off, without lanes, in carpool mode and in ambulance mode.
 */
@NullMarked
package dev.eventpatterns.demo.ambulance;

import org.jspecify.annotations.NullMarked;
