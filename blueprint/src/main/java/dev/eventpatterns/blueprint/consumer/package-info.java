/**
 * What becomes of orders: delegates and their supervisor, the urgent lane, and the books
 * that both write.
 */
@NullMarked
package dev.eventpatterns.blueprint.consumer;

import org.jspecify.annotations.NullMarked;
