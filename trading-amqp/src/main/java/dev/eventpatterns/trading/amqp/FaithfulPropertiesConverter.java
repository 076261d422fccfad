package dev.eventpatterns.trading.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.support.DefaultMessagePropertiesConverter;

/**
 * Keeps a missing content type apart from {@code application/octet-stream}, which Spring
 * AMQP fills in: a message without a type is an order in text form, one that says that it
 * is binary is malformed. What had none leaves with none.
 */
public final class FaithfulPropertiesConverter extends DefaultMessagePropertiesConverter {

	private static final String NONE = "";

	@Override
	public MessageProperties toMessageProperties(AMQP.BasicProperties source, @Nullable Envelope envelope,
			String charset) {
		MessageProperties properties = super.toMessageProperties(source, envelope, charset);
		if (source.getContentType() == null) {
			properties.setContentType(NONE);
		}
		return properties;
	}

	@Override
	public AMQP.BasicProperties fromMessageProperties(MessageProperties source, String charset) {
		AMQP.BasicProperties properties = super.fromMessageProperties(source, charset);
		return NONE.equals(properties.getContentType()) ? properties.builder().contentType(null).build() : properties;
	}

}
