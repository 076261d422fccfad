package dev.eventpatterns.workflowprocessor.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

import dev.eventpatterns.lab.PostgresLab;
import dev.eventpatterns.workflowprocessor.Triage;
import dev.eventpatterns.workflowprocessor.repair.RepairChain;
import dev.eventpatterns.workflowprocessor.repair.UnitAfterNumber;

/** The store alone, on one of its databases. */
final class Database {

	private final String name;

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final @Nullable PostgresLab server;

	private Database(String name, Map<String, String> properties, @Nullable PostgresLab server) {
		this.name = name;
		this.server = server;
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(properties.get("spring.datasource.url"));
		pool.setUsername(properties.get("spring.datasource.username"));
		pool.setMaximumPoolSize(10);
		Flyway.configure().dataSource(pool).locations("classpath:db/workflow-processor").load().migrate();
		this.context.registerBean(DataSource.class, () -> pool);
		this.context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(pool));
		this.context.registerBean(TransactionManager.class, () -> new JdbcTransactionManager(pool));
		this.context.registerBean(Triage.class, () -> new Triage(new RepairChain(List.of(new UnitAfterNumber())), 3));
		this.context.register(Store.class);
		this.context.refresh();
	}

	static Database h2(Path folder) {
		return new Database("H2",
				Map.of("spring.datasource.url", "jdbc:h2:file:" + folder.resolve("store")
						+ ";MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;RETENTION_TIME=0;LOCK_TIMEOUT=10000",
						"spring.datasource.username", "sa"),
				null);
	}

	static Database postgres(PostgresLab server) {
		return new Database("PostgreSQL", server.springProperties(server.createDatabase()), server);
	}

	<T> T get(Class<T> type) {
		return this.context.getBean(type);
	}

	void stop() {
		this.context.close();
		if (this.server != null) {
			this.server.close();
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	@ComponentScan(basePackageClasses = Moves.class)
	static class Store {

	}

}
