{{- define "waybill.labels" -}}
app.kubernetes.io/name: waybill
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end }}

{{- define "waybill.selector" -}}
app.kubernetes.io/name: waybill
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "waybill.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "waybill.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "waybill.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "waybill.podCommon" -}}
serviceAccountName: {{ .account }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- include "waybill.podSecurity" . | nindent 2 }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- /* Where a program finds brokers' certificates and its login. */ -}}
{{- define "waybill.kafkaMounts" -}}
- { name: kafka-ca, mountPath: /etc/waybill/kafka-ca, readOnly: true }
- { name: kafka-user, mountPath: /etc/waybill/kafka-user, readOnly: true }
- { name: tmp, mountPath: /tmp }
{{- end }}

{{- define "waybill.kafkaVolumes" -}}
- name: kafka-ca
  secret:
    secretName: {{ .root.Values.kafka.caSecret }}
    items: [{ key: {{ .root.Values.kafka.caKey | quote }}, path: ca.crt }]
- name: kafka-user
  secret:
    secretName: {{ .userSecret }}
    items: [{ key: sasl.jaas.config, path: sasl.jaas.config }]
# native libraries are unpacked here
- name: tmp
  emptyDir: { sizeLimit: 256Mi }
{{- end }}

{{- define "waybill.kafkaSettings" -}}
security.protocol: SASL_SSL
sasl.mechanism: {{ .Values.kafka.saslMechanism }}
sasl.jaas.config: "${directory:/etc/waybill/kafka-user:sasl.jaas.config}"
ssl.truststore.type: PEM
ssl.truststore.location: /etc/waybill/kafka-ca/ca.crt
config.providers: directory
config.providers.directory.class: org.apache.kafka.common.config.provider.DirectoryConfigProvider
{{- end }}

{{- /* What specs refer to: whoever reads specs reads it. */ -}}
{{- define "waybill.secretMounts" -}}
{{- if .Values.tenantSecret -}}
- { name: tenant-secrets, mountPath: /etc/waybill/secrets, readOnly: true }
{{- end }}
{{- end }}

{{- define "waybill.secretVolumes" -}}
{{- with .Values.tenantSecret -}}
- name: tenant-secrets
  secret: { secretName: {{ . }} }
{{- end }}
{{- end }}

{{- /* The certificate and the login of health checks and metrics. */ -}}
{{- define "waybill.healthMounts" -}}
{{- if .Values.http.tlsSecret }}
- { name: tls, mountPath: /etc/waybill/tls, readOnly: true }
{{- end }}
{{- if .Values.http.loginSecret }}
- { name: login, mountPath: /etc/waybill/login, readOnly: true }
{{- end }}
{{- end }}

{{- define "waybill.healthVolumes" -}}
{{- with .Values.http.tlsSecret }}
- name: tls
  secret: { secretName: {{ . }} }
{{- end }}
{{- with .Values.http.loginSecret }}
- name: login
  secret: { secretName: {{ . }}, items: [{ key: login, path: login }] }
{{- end }}
{{- end }}

{{- define "waybill.receiptKeysMounts" -}}
{{- if .Values.receiptKeys -}}
- { name: receipt-keys, mountPath: /etc/waybill/receipt-keys, readOnly: true }
{{- end }}
{{- end }}

{{- define "waybill.receiptKeysVolumes" -}}
{{- if .Values.receiptKeys -}}
- name: receipt-keys
  configMap: { name: {{ .Release.Name }}-receipt-keys }
{{- end }}
{{- end }}

{{- /* Strimzi's name of the service before the workers. */ -}}
{{- define "waybill.connectUrl" -}}
{{- .Values.console.connectUrl | default (ternary (printf "http://%s-connect-api:8083" .Values.connect.name) "" .Values.connect.enabled) }}
{{- end }}

{{- define "waybill.spreading" -}}
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "waybill.selector" . | nindent 14 }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "waybill.selector" . | nindent 8 }}
{{- end }}

{{- /* How Prometheus reaches application, console and sink: all show the same certificate and want the same login. */ -}}
{{- define "waybill.scrape" -}}
scheme: {{ ternary "https" "http" (ne .Values.http.tlsSecret "") }}
{{- with .Values.http.loginSecret }}
basicAuth:
  username: { name: {{ . }}, key: username }
  password: { name: {{ . }}, key: password }
{{- end }}
{{- if .Values.http.tlsSecret }}
tlsConfig:
  serverName: {{ .Release.Name }}-streams
  {{- with .Values.monitoring.caSecret }}
  ca: { secret: { name: {{ . }}, key: {{ $.Values.monitoring.caKey | quote }} } }
  {{- end }}
{{- end }}
{{- end }}

{{- /* What programs read at their start: a change of it restarts them, one after the other. */ -}}
{{- define "waybill.config" -}}
{{- $kafka := merge (dict "bootstrap.servers" .Values.kafka.bootstrap "application.id" .Values.streams.applicationId "state.dir" "/var/lib/waybill" "num.stream.threads" (toString .Values.streams.threads)) (include "waybill.kafkaSettings" . | fromYaml) }}
{{- $http := dict "address" "0.0.0.0" "port" (toString .Values.http.port) }}
{{- if .Values.http.tlsSecret }}{{ $_ := set $http "tls" "/etc/waybill/tls" }}{{ end }}
{{- if .Values.http.loginSecret }}{{ $_ := set $http "login" "${file:/etc/waybill/login/login}" }}{{ end }}
{{- $receipts := dict "key" (ternary "${file:/etc/waybill/receipts/key.pem}" "off" (ne .Values.streams.receiptsKeySecret "")) }}
{{- if .Values.receiptKeys }}{{ $_ := set $receipts "key-set" "/etc/waybill/receipt-keys/keys.json" }}{{ end }}
{{- $config := mergeOverwrite (dict "http" $http "receipts" $receipts "kafka" (mergeOverwrite $kafka .Values.streams.kafka)) .Values.streams.config -}}
waybill.yaml: |
  {{- toYaml $config | nindent 2 }}
# for commands: --command-config
client.properties: |
  {{- range $key, $value := include "waybill.kafkaSettings" . | fromYaml }}
  {{ $key }}={{ $value }}
  {{- end }}
{{- end }}
