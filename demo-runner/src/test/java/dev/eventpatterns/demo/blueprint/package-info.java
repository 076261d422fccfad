@NullMarked
package dev.eventpatterns.demo.blueprint;

import org.jspecify.annotations.NullMarked;
