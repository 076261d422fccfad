package dev.eventpatterns.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Status;

/**
 * Where services under test send their traces: an OTLP endpoint on loopback that keeps
 * every span.
 */
public final class TraceLab implements AutoCloseable {

	private final HttpServer server;

	private final List<Span> spans = new CopyOnWriteArrayList<>();

	private TraceLab(HttpServer server) {
		this.server = server;
	}

	/**
	 * Opens an endpoint.
	 * @throws IOException if it gets no port
	 */
	public static TraceLab start() throws IOException {
		TraceLab lab = new TraceLab(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
		lab.server.createContext("/v1/traces", lab::receive);
		lab.server.start();
		return lab;
	}

	private void receive(HttpExchange exchange) throws IOException {
		try (exchange) {
			ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
			request.getResourceSpansList()
				.stream()
				.flatMap((resource) -> resource.getScopeSpansList().stream())
				.flatMap((scope) -> scope.getSpansList().stream())
				.map(TraceLab::read)
				.forEach(this.spans::add);
			byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
			exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
			// 0 would announce a body of unknown length.
			exchange.sendResponseHeaders(200, (answer.length > 0) ? answer.length : -1);
		}
	}

	private static Span read(io.opentelemetry.proto.trace.v1.Span span) {
		return new Span(span.getName(), hex(span.getTraceId()), hex(span.getSpanId()), hex(span.getParentSpanId()),
				span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
				span.getAttributesList()
					.stream()
					.collect(Collectors.toMap((attribute) -> attribute.getKey(),
							(attribute) -> attribute.getValue().getStringValue())));
	}

	private static String hex(ByteString id) {
		return HexFormat.of().formatHex(id.toByteArray());
	}

	/** Where traces are to be sent. */
	public String endpoint() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/v1/traces";
	}

	/** All spans so far, in the order in which they came. */
	public List<Span> spans() {
		return List.copyOf(this.spans);
	}

	/** The spans of one trace, as far as they have come. */
	public List<Span> trace(String traceId) {
		return this.spans.stream().filter((span) -> span.traceId().equals(traceId)).toList();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * A span that has ended. Ids are in hexadecimal.
	 *
	 * @param parentId empty for a trace's first
	 * @param failed whether it ended with an error
	 * @param attributes those that are strings
	 */
	public record Span(String name, String traceId, String spanId, String parentId, boolean failed,
			Map<String, String> attributes) {
	}

}
