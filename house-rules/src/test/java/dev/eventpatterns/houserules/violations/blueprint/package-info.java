/** Stands for a module of that name, with classes that break the house's rules. */
@NullMarked
package dev.eventpatterns.houserules.violations.blueprint;

import org.jspecify.annotations.NullMarked;
