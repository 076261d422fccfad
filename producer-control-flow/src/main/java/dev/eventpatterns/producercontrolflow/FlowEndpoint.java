package dev.eventpatterns.producercontrolflow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what each role of this process sees and does. */
@RestController
class FlowEndpoint {

	private final ProducerControlFlowProperties properties;

	private final List<FlowPart> parts;

	FlowEndpoint(ProducerControlFlowProperties properties, ObjectProvider<FlowPart> parts) {
		this.properties = properties;
		this.parts = parts.orderedStream().toList();
	}

	@GetMapping("/flow")
	Map<String, Object> flow() {
		Map<String, Object> shown = new TreeMap<>();
		shown.put("channel", this.properties.queue().orders());
		this.parts.forEach((part) -> shown.put(part.role(), part.show()));
		return shown;
	}

}
