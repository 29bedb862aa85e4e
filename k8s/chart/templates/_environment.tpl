{{/* What services are told by their environment. docs/configuration.md explains each variable. */}}

{{/* A service's database and the stem of its roles: journey for journey-service. */}}
{{- define "desire-path.database" -}}
{{- trimSuffix "-service" . }}
{{- end }}

{{- define "desire-path.databaseUrl" -}}
{{- $database := include "desire-path.database" .component }}
{{- if .root.Values.embedded }}
{{- printf "jdbc:postgresql://%s-postgresql:5432/%s?ApplicationName=%s" (include "desire-path.fullname" .root) $database .component }}
{{- else }}
{{- $postgresql := .root.Values.postgresql }}
{{- $parameters := dict "ApplicationName" .component "sslmode" $postgresql.sslMode }}
{{- if $postgresql.caSecret.name }}
{{- $_ := set $parameters "sslrootcert" (printf "/etc/desire-path/postgresql/%s" $postgresql.caSecret.key) }}
{{- else if hasPrefix "verify-" $postgresql.sslMode }}
{{- /* pgjdbc by itself would look for a file in the home folder. */}}
{{- $_ := set $parameters "sslfactory" "org.postgresql.ssl.DefaultJavaSSLFactory" }}
{{- end }}
{{- $pairs := list }}
{{- range $name, $value := merge (deepCopy $postgresql.parameters) $parameters }}
{{- $pairs = append $pairs (printf "%s=%s" $name (urlquery $value)) }}
{{- end }}
{{- printf "jdbc:postgresql://%s:%v/%s?%s" $postgresql.host $postgresql.port $database (join "&" $pairs) }}
{{- end }}
{{- end }}

{{/* Where the three services behind the gateway are. */}}
{{- define "desire-path.neighbours" -}}
{{- $fullname := include "desire-path.fullname" . }}
- name: DESIREPATH_PERSONA_URL
  value: http://{{ $fullname }}-persona-service:8080
- name: DESIREPATH_JOURNEY_URL
  value: http://{{ $fullname }}-journey-service:8080
- name: DESIREPATH_RECOMMENDATION_URL
  value: http://{{ $fullname }}-recommendation-service:8080
{{- end }}

{{/* Of a running service: everything but the owner's password. */}}
{{- define "desire-path.serviceEnv" -}}
{{- $values := .root.Values }}
{{- $database := include "desire-path.database" .component }}
- name: QUARKUS_HTTP_HOST
  value: 0.0.0.0
- name: QUARKUS_HTTP_PORT
  value: "8080"
- name: QUARKUS_MANAGEMENT_HOST
  value: 0.0.0.0
- name: QUARKUS_MANAGEMENT_PORT
  value: "9000"
- name: QUARKUS_SHUTDOWN_DELAY
  value: {{ $values.gracefulShutdown.drainSeconds }}s
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: {{ $values.gracefulShutdown.timeoutSeconds }}s
- name: QUARKUS_FLYWAY_MIGRATE_AT_START
  value: "false"
- name: JAVA_TOOL_OPTIONS
  value: {{ .service.jvmOptions | quote }}
- name: DESIREPATH_DATABASE_URL
  value: {{ include "desire-path.databaseUrl" . | quote }}
- name: DESIREPATH_DATABASE_USERNAME
  value: {{ $database }}_app
{{ include "desire-path.secretEnv" (dict "root" .root "name" "DESIREPATH_DATABASE_PASSWORD" "own" $values.postgresql.existingSecret "key" (printf "%s-password" $database)) }}
{{ include "desire-path.secretEnv" (dict "root" .root "name" "DESIREPATH_INTERNAL_SECRET" "own" $values.internal.existingSecret "key" "internal-secret") }}
{{- if ne .component "gateway" }}
{{ include "desire-path.secretEnv" (dict "root" .root "name" "DESIREPATH_ERASURE_KEY" "own" $values.internal.existingSecret "key" "erasure-key") }}
{{- end }}
{{- if has .component (list "recommendation-service" "gateway") }}
{{ include "desire-path.redisEnv" . | trim }}
{{- end }}
{{ include "desire-path.neighbours" .root }}
{{- if eq .component "gateway" }}
{{ include "desire-path.gatewayEnv" .root }}
{{- end }}
{{- if $values.openTelemetry.enabled }}
- name: OTEL_SERVICE_NAME
  value: {{ .component }}
- name: OTEL_RESOURCE_ATTRIBUTES
  value: service.namespace={{ .root.Release.Namespace }},service.version={{ .root.Chart.AppVersion }}
{{- end }}
{{- range $property, $value := .service.config }}
- name: {{ regexReplaceAll "[^A-Za-z0-9]" $property "_" | upper }}
  value: {{ $value | quote }}
{{- end }}
{{- with .service.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "desire-path.redisEnv" -}}
{{- if .root.Values.embedded }}
{{ include "desire-path.secretEnv" (dict "root" .root "name" "REDIS_PASSWORD" "own" .root.Values.redis.existingSecret "key" "redis-password") }}
- name: DESIREPATH_REDIS_URL
  value: redis://:$(REDIS_PASSWORD)@{{ include "desire-path.fullname" .root }}-redis:6379
{{- else }}
{{ include "desire-path.secretEnv" (dict "root" .root "name" "DESIREPATH_REDIS_URL" "own" .root.Values.redis.existingSecret "key" "redis-url") }}
{{- end }}
{{- end }}

{{/* The gateway's first keys, and an identity provider instead or beside. Without one, it must have the admin key. */}}
{{- define "desire-path.gatewayEnv" -}}
{{- $own := .Values.apiKeys.existingSecret }}
{{- if or $own .Values.existingSecret }}
{{- include "desire-path.secretEnv" (dict "root" . "name" "DESIREPATH_ADMIN_KEY" "own" $own "key" "admin-key" "optional" (ne .Values.oidc.issuer "")) }}
{{- range $scope := list "write" "recommend" "segments" }}
{{ include "desire-path.secretEnv" (dict "root" $ "name" (printf "DESIREPATH_%s_KEY" (upper $scope)) "own" $own "key" (printf "%s-key" $scope) "optional" true) }}
{{- end }}
{{- end }}
{{- with .Values.publicUrl }}
- name: DESIREPATH_BROWSER_PUBLIC_URL
  value: {{ . | quote }}
{{- end }}
{{- with .Values.oidc }}
{{- if .issuer }}
- name: DESIREPATH_OIDC_AUTH_SERVER_URL
  value: {{ .issuer | quote }}
- name: DESIREPATH_OIDC_AUDIENCE
  value: {{ .audience | quote }}
{{- with .rolesClaim }}
- name: DESIREPATH_OIDC_ROLES_CLAIM
  value: {{ . | quote }}
{{- end }}
{{- range $scope, $roles := .grants }}
- name: DESIREPATH_OIDC_GRANTS_{{ upper $scope }}
  value: {{ $roles | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Of a migration: the owner's password and no other; the secret of internal tokens is asked for and not used. */}}
{{- define "desire-path.migrationEnv" -}}
{{- $database := include "desire-path.database" .component }}
- name: QUARKUS_INIT_AND_EXIT
  value: "true"
- name: QUARKUS_FLYWAY_CONNECT_RETRIES
  value: "6"
- name: JAVA_TOOL_OPTIONS
  value: "-XX:MaxRAMPercentage=50"
- name: DESIREPATH_DATABASE_URL
  value: {{ include "desire-path.databaseUrl" . | quote }}
- name: DESIREPATH_DATABASE_USERNAME
  value: {{ $database }}_app
- name: DESIREPATH_DATABASE_OWNER_USERNAME
  value: {{ $database }}_owner
{{ include "desire-path.secretEnv" (dict "root" .root "name" "DESIREPATH_DATABASE_OWNER_PASSWORD" "own" .root.Values.postgresql.ownerExistingSecret "key" (printf "%s-owner-password" $database)) }}
- name: DESIREPATH_INTERNAL_SECRET
  value: not-used-by-migrations
{{ include "desire-path.neighbours" .root }}
{{- end }}
