package dev.eventpatterns.watchnotification;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys that server and services share. */
@Configuration(proxyBeanMethods = false)
class SigningConfiguration {

	private static final Logger log = LoggerFactory.getLogger(SigningConfiguration.class);

	private static final String MADE_UP = "made-up";

	@Bean
	NoticeSigner noticeSigner(WatchNotificationProperties properties) {
		WatchNotificationProperties.Signing signing = properties.signing();
		TreeMap<String, byte[]> keys = new TreeMap<>();
		signing.keys().forEach((id, secret) -> keys.put(id, secret.getBytes(StandardCharsets.UTF_8)));
		if (keys.isEmpty()) {
			log.warn("watch-notification.signing.keys is empty: this process has made up a key, so notices between it"
					+ " and any other process will not be believed");
			byte[] secret = new byte[NoticeSigner.LEAST_KEY_BYTES];
			new SecureRandom().nextBytes(secret);
			return new NoticeSigner(Map.of(MADE_UP, secret), MADE_UP, signing.window());
		}
		String current = (signing.keyId() != null) ? signing.keyId() : keys.lastKey();
		return new NoticeSigner(keys, current, signing.window());
	}

}
