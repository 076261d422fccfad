package dev.eventpatterns.workflowprocessor.telling;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.workflowprocessor.inbox.InboxFixtures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Mail that a real server receives. */
@WithRabbitLab
class MailIT {

	@Test
	void writesOnceOfAGroupInAQuietPeriod(Broker broker, @TempDir Path data) throws Exception {
		GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
		mails.start();
		try (ConfigurableApplicationContext service = InboxFixtures.service(broker, data,
				Map.of("spring.mail.host", "127.0.0.1", "spring.mail.port", String.valueOf(mails.getSmtp().getPort()),
						"workflow-processor.telling.mail-to", "desk@example.com",
						"workflow-processor.telling.threshold", "1", "workflow-processor.telling.interval", "100ms"));
				Connection connection = broker.connectionFactory().newConnection()) {
			InboxFixtures.declare(connection, "mail.one");
			InboxFixtures.declare(connection, "mail.two");
			await().atMost(InboxFixtures.PATIENCE).ignoreExceptions().until(() -> consumed(connection));

			InboxFixtures.fail(connection, "mail.one", "m-1", "nonsense", "no number: many");
			await().atMost(InboxFixtures.PATIENCE).until(() -> mails.getReceivedMessages().length == 1);
			InboxFixtures.fail(connection, "mail.one", "m-2", "nonsense", "no number: many");
			InboxFixtures.fail(connection, "mail.two", "m-3", "nonsense", "no number: few");
			await().atMost(InboxFixtures.PATIENCE).until(() -> mails.getReceivedMessages().length == 2);

			// Twenty looks later the first group's second event is still no news.
			await().during(Duration.ofSeconds(2))
				.atMost(InboxFixtures.PATIENCE)
				.until(() -> mails.getReceivedMessages().length == 2);
			String first = GreenMailUtil.getWholeMessage(mails.getReceivedMessages()[0]);
			assertThat(first).contains("To: desk@example.com", "1 events of mail wait for a person", "no number: many");
			assertThat(GreenMailUtil.getWholeMessage(mails.getReceivedMessages()[1])).contains("no number: few");
		}
		finally {
			mails.stop();
		}
	}

	private static boolean consumed(Connection connection) throws Exception {
		try (var channel = connection.createChannel()) {
			return channel.consumerCount("workflow.events") > 0;
		}
	}

}
