# Waybill's own image: the Streams application, the operators' commands, and the local S3 and STS of docker-compose.yml.
FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
# With the genuine Confluent schema registry client, which Maven Central does not have: --build-arg MAVEN_PROFILES=confluent
ARG MAVEN_PROFILES=
# The commit: --build-arg REVISION=$(git rev-parse HEAD)
ARG REVISION=unknown
RUN mvn -B -ntp -Dquick -Dwaybill.revision=${REVISION} ${MAVEN_PROFILES:+-P${MAVEN_PROFILES}} -pl local -am package
# lib-local has only what lib does not.
RUN cd launcher/target/lib && for jar in *; do rm -f "../../../local/target/lib/$jar"; done

FROM eclipse-temurin:17.0.17_10-jre-noble
RUN groupadd --system --gid 10001 waybill \
    && useradd --system --uid 10001 --gid waybill --home-dir /var/lib/waybill waybill \
    && mkdir -p /var/lib/waybill \
    && chown waybill:waybill /var/lib/waybill
COPY --from=build /src/waybill /opt/waybill/waybill
COPY --from=build /src/launcher/target/lib /opt/waybill/lib
COPY --from=build /src/local/target/lib /opt/waybill/lib-local
USER waybill
WORKDIR /var/lib/waybill
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Waybill" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
# The script has the options of the Java virtual machine; WAYBILL_JAVA_OPTS adds to them.
ENTRYPOINT ["/opt/waybill/waybill"]
CMD ["--help"]
