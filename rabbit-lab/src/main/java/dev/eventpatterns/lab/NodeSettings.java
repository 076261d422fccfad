package dev.eventpatterns.lab;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What makes a node private: its configuration files and its environment. Nothing that
 * this machine or this user has set up for a RabbitMQ reaches it.
 *
 * @param installation the server's files
 * @param lab the folder that all nodes of the lab share
 * @param slot the node's ports
 */
record NodeSettings(RabbitInstallation installation, Path lab, PortSlot slot) {

	private static final String LOOPBACK_ONLY = "-kernel inet_dist_use_interface {127,0,0,1}";

	Path folder() {
		return this.lab.resolve("node-" + this.slot.number());
	}

	/**
	 * Writes the files.
	 * @param plugins the plugins to enable
	 * @param peers the names of all nodes of the cluster; none without a cluster
	 */
	void write(Collection<String> plugins, List<String> peers) {
		NodeFolder files = new NodeFolder(folder());
		files.write("rabbitmq.conf", configuration(peers));
		files.write("enabled_plugins", "[" + String.join(",", plugins) + "].\n");
		// Empty ones in the place of those in /etc/rabbitmq.
		files.write("advanced.config", "[].\n");
		files.write("rabbitmq-env.conf", "");
		files.write("conf.d/00-none.conf", "");
	}

	private String configuration(List<String> peers) {
		StringBuilder text = new StringBuilder("""
				listeners.tcp.1 = %1$s:%2$d
				management.tcp.ip = %1$s
				management.tcp.port = %3$d
				prometheus.tcp.ip = %1$s
				prometheus.tcp.port = %4$d
				collect_statistics_interval = 1000
				log.console = false
				log.file.level = info
				""".formatted(PortSlot.LOOPBACK, this.slot.amqp(), this.slot.management(), this.slot.prometheus()));
		for (int i = 0; i < peers.size(); i++) {
			text.append("cluster_formation.classic_config.nodes.%d = %s%n".formatted(i + 1, peers.get(i)));
		}
		return text.toString();
	}

	Map<String, String> environment(int epmd) {
		Map<String, String> variables = new LinkedHashMap<>(LocalNode.libraryPath(this.installation));
		variables.put("HOME", this.lab.resolve("home").toString());
		variables.put("PATH", this.lab.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
		variables.put("LC_ALL", "C.UTF-8");
		variables.put("ERL_EPMD_PORT", String.valueOf(epmd));
		variables.put("ERL_EPMD_ADDRESS", PortSlot.LOOPBACK);
		variables.put("ERL_CRASH_DUMP_SECONDS", "0");
		variables.put("RABBITMQ_NODENAME", LocalNode.nameOf(this.slot));
		variables.put("RABBITMQ_DIST_PORT", String.valueOf(this.slot.distribution()));
		variables.put("RABBITMQ_CTL_DIST_PORT_MIN", String.valueOf(this.slot.firstForTools()));
		variables.put("RABBITMQ_CTL_DIST_PORT_MAX", String.valueOf(this.slot.lastForTools()));
		variables.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
				"+sbwt none +sbwtdcpu none +sbwtdio none " + LOOPBACK_ONLY);
		variables.put("RABBITMQ_CTL_ERL_ARGS", LOOPBACK_ONLY);
		variables.put("RABBITMQ_MNESIA_BASE", folder().resolve("data").toString());
		variables.put("RABBITMQ_LOG_BASE", folder().resolve("log").toString());
		variables.put("RABBITMQ_LOGS", folder().resolve("log/rabbit.log").toString());
		variables.put("RABBITMQ_ENABLED_PLUGINS_FILE", folder().resolve("enabled_plugins").toString());
		variables.put("RABBITMQ_CONFIG_FILE", folder().resolve("rabbitmq.conf").toString());
		variables.put("RABBITMQ_CONFIG_FILES", folder().resolve("conf.d/*.conf").toString());
		variables.put("RABBITMQ_ADVANCED_CONFIG_FILE", folder().resolve("advanced.config").toString());
		variables.put("RABBITMQ_CONF_ENV_FILE", folder().resolve("rabbitmq-env.conf").toString());
		variables.put("RABBITMQ_PID_FILE", folder().resolve("pid").toString());
		// Makes the start script turn into the node instead of waiting beside it, so that
		// signals reach the node itself.
		variables.put("RUNNING_UNDER_SYSTEMD", "true");
		return variables;
	}

}
