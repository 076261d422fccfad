@NullMarked
package dev.eventpatterns.demo.supervisor;

import org.jspecify.annotations.NullMarked;
