# An image of one service: docker build --build-arg MODULE=ambulance .
# The first stage builds all services at once, so that all images cost one build.

FROM eclipse-temurin:25.0.3_9-jdk-noble AS build
WORKDIR /src
# Where else to fetch Maven itself from: see mvnw.
ARG MVNW_REPOURL
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    modules=$(grep -l '<artifactId>pattern-parent</artifactId>' */pom.xml | sed '/^pattern-parent/d; s|/pom.xml$||' | paste -sd ,) \
    && ./mvnw -B -q -Dmaven.test.skip -Dspring-javaformat.validate.skip -pl "$modules,demo-runner" -am package

# The jar taken apart: libraries, which change seldom, are a layer of their own.
FROM build AS layers
ARG MODULE
RUN java -Djarmode=tools -jar "$MODULE/target/$MODULE-exec.jar" extract \
    --layers --application-filename app.jar --destination /layers

# Not a service: plays the blueprint's scenario on those that run.
FROM eclipse-temurin:25.0.3_9-jre-noble AS scenario
WORKDIR /app
COPY --from=build /src/demo-runner/target/demo-runner-exec.jar app.jar
# By this the program knows the suite's folder.
COPY demo-runner/pom.xml demo-runner/
RUN install -d -o nobody -g nogroup /data
USER nobody
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar", \
    "--report", "/data/report.html"]
CMD ["blueprint"]

FROM eclipse-temurin:25.0.3_9-jre-noble
WORKDIR /app
COPY --from=layers /layers/dependencies/ /layers/spring-boot-loader/ /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
COPY ops/image/healthy /usr/local/bin/healthy
# A training run, up to the point where the application would connect to anything. It leaves a cache of loaded and
# linked classes, which makes starts several times as fast. Same options as below, or the cache is not used.
RUN SPRING_DATASOURCE_URL='jdbc:h2:mem:training;MODE=PostgreSQL' DATA_FOLDER=/tmp/training \
    java -XX:+UseSerialGC -XX:AOTCacheOutput=app.aot -Dspring.context.exit=onRefresh -jar app.jar >/tmp/log 2>&1 \
    && test -s app.aot || { cat /tmp/log; exit 1; }; rm -rf /tmp/*
# The root file system may be read-only: what is to be kept goes to /data, where a volume belongs.
RUN install -d -o nobody -g nogroup /data
# Every container listens on one port; docker-compose.yml publishes each service's own. Memory: the C library keeps a
# reserve for each of a few threads only, and the heap takes what it needs and a little.
ENV SERVER_PORT=8080 DATA_FOLDER=/data MALLOC_ARENA_MAX=2
EXPOSE 8080
USER nobody
HEALTHCHECK --interval=5s --timeout=5s --start-period=180s --retries=3 CMD ["healthy"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:AOTCache=app.aot", "-XX:MaxRAMPercentage=50", "-XX:MinHeapFreeRatio=10", \
    "-XX:MaxHeapFreeRatio=30", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]
