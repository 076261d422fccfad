@NullMarked
package dev.eventpatterns.ambulance;

import org.jspecify.annotations.NullMarked;
