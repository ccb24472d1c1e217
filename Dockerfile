# Waybill's own image: the Streams application, the operators' commands, and the local S3 and STS of docker-compose.yml.
FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
# With the genuine Confluent schema registry client, which Maven Central does not have: --build-arg MAVEN_PROFILES=confluent
ARG MAVEN_PROFILES=
RUN mvn -B -ntp -Dquick ${MAVEN_PROFILES:+-P${MAVEN_PROFILES}} -pl local -am package
# As in the image: the jars of lib-local that are in lib, too, become links.
WORKDIR /opt/waybill
RUN cp /src/waybill . && mv /src/launcher/target/lib lib && mv /src/local/target/lib lib-local && cd lib-local \
    && for jar in *; do if cmp -s "$jar" "../lib/$jar"; then ln -sf "../lib/$jar" "$jar"; fi; done

FROM eclipse-temurin:17.0.17_10-jre-noble
RUN groupadd --system --gid 10001 waybill \
    && useradd --system --uid 10001 --gid waybill --home-dir /var/lib/waybill waybill \
    && mkdir -p /var/lib/waybill \
    && chown waybill:waybill /var/lib/waybill
COPY --from=build /opt/waybill /opt/waybill
USER waybill
WORKDIR /var/lib/waybill
# The script has the options of the Java virtual machine; WAYBILL_JAVA_OPTS adds to them.
ENTRYPOINT ["/opt/waybill/waybill"]
CMD ["--help"]
