package dev.eventpatterns.channelmonitor.sampling;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/** Fetches pages from one place, each within a time. */
final class HttpGet {

	static final int NOT_FOUND = 404;

	private static final int OK = 200;

	private final HttpClient client;

	private final URI root;

	private final Duration timeout;

	private final @Nullable String authorization;

	/**
	 * Prepares.
	 * @param root what all paths are appended to; user and password in it take the place
	 * of the given ones
	 * @param user null for none
	 * @param timeout for a whole answer
	 */
	HttpGet(URI root, @Nullable String user, @Nullable String password, Duration timeout) {
		this.root = root;
		this.timeout = timeout;
		this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout).build();
		String credentials = (root.getRawUserInfo() != null)
				? URLDecoder.decode(root.getRawUserInfo().replace("+", "%2B"), StandardCharsets.UTF_8)
				: (user != null) ? user + ":" + password : null;
		this.authorization = (credentials != null)
				? "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) : null;
	}

	/**
	 * Fetches a page.
	 * @param path with its query, encoded, starting with a slash
	 * @return the answer, whose status is 200 or 404
	 * @throws IOException when there is no such answer in time
	 */
	HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
		URI uri = URI.create(this.root.getScheme() + "://" + host()
				+ String.valueOf(this.root.getRawPath()).replaceFirst("/$", "") + path);
		HttpRequest.Builder request = HttpRequest.newBuilder(uri);
		if (this.authorization != null) {
			request.header("Authorization", this.authorization);
		}
		// The request's own time-out ends with the headers, and a body may hang as well.
		CompletableFuture<HttpResponse<byte[]>> answer = this.client.sendAsync(request.build(),
				HttpResponse.BodyHandlers.ofByteArray());
		try {
			HttpResponse<byte[]> response = answer.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
			if (response.statusCode() != OK && response.statusCode() != NOT_FOUND) {
				throw new IOException("status " + response.statusCode() + " from " + host());
			}
			return response;
		}
		catch (TimeoutException ex) {
			throw new IOException("no answer within " + this.timeout.toMillis() + " ms from " + host(), ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			String message = (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
			throw new IOException(message + " at " + host(), ex);
		}
		finally {
			answer.cancel(true);
		}
	}

	private String host() {
		return this.root.getHost() + ((this.root.getPort() >= 0) ? ":" + this.root.getPort() : "");
	}

	static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
