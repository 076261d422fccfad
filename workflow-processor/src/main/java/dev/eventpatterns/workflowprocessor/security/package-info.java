/**
 * Who may use the inbox: users from the environment, a page to sign in, and what every
 * answer is protected with.
 */
@NullMarked
package dev.eventpatterns.workflowprocessor.security;

import org.jspecify.annotations.NullMarked;
