{{/* Rules of NetworkPolicies. */}}

{{/* Which services each one calls: feeds, exports, and for the gateway everything public. */}}
{{- define "desire-path.calls" -}}
gateway: [persona-service, journey-service, recommendation-service]
persona-service: [journey-service, recommendation-service]
journey-service: [persona-service, recommendation-service]
recommendation-service: [persona-service, journey-service]
{{- end }}

{{- define "desire-path.dnsRule" -}}
- {{ with .Values.networkPolicy.dnsTo }}to:
    {{- toYaml . | nindent 4 }}
  {{ end }}ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- end }}

{{- define "desire-path.postgresqlRule" -}}
{{- if .Values.embedded }}
- to:
    - podSelector:
        matchLabels:
          {{- include "desire-path.selector" (dict "root" . "component" "postgresql") | nindent 10 }}
  ports:
    - {port: 5432, protocol: TCP}
{{- else }}
- {{ with .Values.networkPolicy.postgresqlTo }}to:
    {{- toYaml . | nindent 4 }}
  {{ end }}ports:
    - {port: {{ .Values.postgresql.port }}, protocol: TCP}
{{- end }}
{{- end }}

{{- define "desire-path.redisRule" -}}
{{- if .Values.embedded }}
- to:
    - podSelector:
        matchLabels:
          {{- include "desire-path.selector" (dict "root" . "component" "redis") | nindent 10 }}
  ports:
    - {port: 6379, protocol: TCP}
{{- else }}
- {{ with .Values.networkPolicy.redisTo }}to:
    {{- toYaml . | nindent 4 }}
  {{ end }}ports:
    - {port: {{ .Values.networkPolicy.redisPort }}, protocol: TCP}
{{- end }}
{{- end }}

{{/* Peers that are these components' pods. Takes root and components. */}}
{{- define "desire-path.peers" -}}
{{- range .components }}
- podSelector:
    matchLabels:
      {{- include "desire-path.selector" (dict "root" $.root "component" .) | nindent 6 }}
{{- end }}
{{- end }}

{{/* Of the services only the gateway is reached from outside the release. Takes root and component. */}}
{{- define "desire-path.ingressRules" -}}
{{- $policy := .root.Values.networkPolicy }}
{{- if eq .component "gateway" }}
- {{ with $policy.gatewayFrom }}from:
    {{- toYaml . | nindent 4 }}
    {{- include "desire-path.peers" (dict "root" $.root "components" (list "test")) | trim | nindent 4 }}
  {{ end }}ports:
    - {port: http, protocol: TCP}
{{- else }}
{{- $callers := list }}
{{- range $caller, $called := include "desire-path.calls" . | fromYaml }}
{{- if has $.component $called }}{{ $callers = append $callers $caller }}{{ end }}
{{- end }}
- from:
    {{- include "desire-path.peers" (dict "root" .root "components" $callers) | trim | nindent 4 }}
  ports:
    - {port: http, protocol: TCP}
{{- end }}
- {{ with $policy.metricsFrom }}from:
    {{- toYaml . | nindent 4 }}
  {{ end }}ports:
    - {port: management, protocol: TCP}
{{- end }}

{{/* Takes root and component. */}}
{{- define "desire-path.egressRules" -}}
{{- $policy := .root.Values.networkPolicy }}
{{- include "desire-path.dnsRule" .root }}
- to:
    {{- include "desire-path.peers" (dict "root" .root "components" (index (include "desire-path.calls" . | fromYaml) .component)) | trim | nindent 4 }}
  ports:
    - {port: http, protocol: TCP}
{{ include "desire-path.postgresqlRule" .root | trim }}
{{- if has .component (list "recommendation-service" "gateway") }}
{{ include "desire-path.redisRule" .root | trim }}
{{- end }}
{{- if and (eq .component "journey-service") $policy.webhookPorts }}
- {{ with $policy.webhooksTo }}to:
    {{- toYaml . | nindent 4 }}
  {{ end }}ports:
    {{- range $policy.webhookPorts }}
    - {{ merge (dict "protocol" "TCP") . | toJson }}
    {{- end }}
{{- end }}
{{- if and (eq .component "gateway") .root.Values.oidc.issuer }}
- {{ with $policy.identityProviderTo }}to:
    {{- toYaml . | nindent 4 }}
  {{ end }}ports:
    - {port: {{ $policy.identityProviderPort }}, protocol: TCP}
{{- end }}
{{- with .root.Values.openTelemetry }}
{{- if .enabled }}
- {{ with .collectorTo }}to:
    {{- toYaml . | nindent 4 }}
  {{ end }}ports:
    - {port: {{ .collectorPort }}, protocol: TCP}
{{- end }}
{{- end }}
{{- end }}
