package dev.eventpatterns.workflowprocessor.store;

/**
 * What came, and goes back.
 *
 * @param properties the AMQP properties as JSON
 * @param headers the headers as JSON
 * @param body byte by byte
 */
public record Content(String properties, String headers, byte[] body) {

}
