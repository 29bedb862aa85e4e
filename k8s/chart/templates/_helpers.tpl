{{/* Names, labels and the small parts that templates share. "Component" is the name of a service or a store. */}}

{{- define "desire-path.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* At most 40 characters, so that the longest component's name still fits behind it. */}}
{{- define "desire-path.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- $name := include "desire-path.name" . }}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* Takes root and component; without a component it labels what belongs to all of them. */}}
{{- define "desire-path.labels" -}}
app.kubernetes.io/name: {{ include "desire-path.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: desire-path
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "desire-path.selector" -}}
app.kubernetes.io/name: {{ include "desire-path.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* What a service has: the defaults and its own values over them. Takes root and component, gives YAML. */}}
{{- define "desire-path.service" -}}
{{- mustMergeOverwrite (deepCopy .root.Values.defaults) (index .root.Values.services .component) | toYaml }}
{{- end }}

{{/* Takes root, component and the service's values. */}}
{{- define "desire-path.image" -}}
{{- $image := .root.Values.image }}
{{- $name := printf "%s/%s" $image.repository .component }}
{{- with $image.registry }}{{ $name = printf "%s/%s" . $name }}{{ end }}
{{- if .service.digest }}
{{- printf "%s@%s" $name .service.digest }}
{{- else }}
{{- printf "%s:%s" $name (default .root.Chart.AppVersion $image.tag) }}
{{- end }}
{{- end }}

{{- define "desire-path.imagePullSecrets" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "desire-path.serviceAccountName" -}}
{{- default (ternary (include "desire-path.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name }}
{{- end }}

{{/* The restricted Pod Security Standard, and more: the root file system is read-only. Takes the user's id. */}}
{{- define "desire-path.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "desire-path.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* The Secret of one kind of secrets, else the one for all. Takes root and the kind's own name. */}}
{{- define "desire-path.secretName" -}}
{{- default .root.Values.existingSecret .own }}
{{- end }}

{{/* An environment variable from a Secret. Takes root, name, own and key, and optional. */}}
{{- define "desire-path.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ include "desire-path.secretName" . }}
      key: {{ .key }}
      {{- if .optional }}
      optional: true
      {{- end }}
{{- end }}
