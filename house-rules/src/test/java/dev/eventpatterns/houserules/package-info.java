/**
 * The house's own rules, checked on what stands in the repository: the direction of
 * dependencies, the likeness of the pattern modules, and that every README tells the
 * truth. Each rule is proven by something that breaks it, since a rule that can no longer
 * fail looks just like one that is kept.
 */
@NullMarked
package dev.eventpatterns.houserules;

import org.jspecify.annotations.NullMarked;
