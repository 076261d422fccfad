package dev.eventpatterns.workflowprocessor.telling;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.workflowprocessor.store.EventGroup;

/**
 * Posts JSON to an address. The header {@value #SIGNATURE} lets the receiver see that it
 * comes from here and is no repetition: {@code t=SECONDS,v1=HEX}, the HMAC-SHA-256 of the
 * seconds, a dot and the body, with the secret that both know.
 */
final class Webhook implements Messenger {

	static final String SIGNATURE = "X-Workflow-Signature";

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final String ALGORITHM = "HmacSHA256";

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

	private final URI address;

	private final String secret;

	private final JsonMapper json;

	Webhook(URI address, String secret, JsonMapper json) {
		this.address = address;
		this.secret = secret;
		this.json = json;
	}

	@Override
	public void tell(EventGroup group) throws IOException, InterruptedException, GeneralSecurityException {
		Instant now = Instant.now();
		byte[] body = this.json.writeValueAsBytes(news(group, now));
		HttpRequest request = HttpRequest.newBuilder(this.address)
			.timeout(TIMEOUT)
			.header("Content-Type", "application/json")
			.header(SIGNATURE, signature(this.secret, now.getEpochSecond(), body))
			.POST(HttpRequest.BodyPublishers.ofByteArray(body))
			.build();
		HttpResponse<Void> response = this.http.send(request, HttpResponse.BodyHandlers.discarding());
		if (response.statusCode() / 100 != 2) {
			throw new IOException("the webhook was answered " + response.statusCode());
		}
	}

	private static Map<String, @Nullable Object> news(EventGroup group, Instant now) {
		Map<String, @Nullable Object> news = new LinkedHashMap<>();
		news.put("group", group.id());
		news.put("module", group.module());
		news.put("queue", group.queue());
		news.put("cause", group.cause());
		news.put("exception", group.exception());
		news.put("example", group.example());
		news.put("waiting", group.waiting());
		news.put("firstAt", group.firstAt());
		news.put("at", now);
		return news;
	}

	static String signature(String secret, long seconds, byte[] body) throws GeneralSecurityException {
		Mac mac = Mac.getInstance(ALGORITHM);
		mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
		mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
		return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
	}

}
