{{/* Containers and volumes that the Deployments and the migrations share. */}}

{{- define "desire-path.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
{{- if and (not .root.Values.embedded) .root.Values.postgresql.caSecret.name }}
- name: postgresql-ca
  mountPath: /etc/desire-path/postgresql
  readOnly: true
{{- end }}
{{- end }}

{{- define "desire-path.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .service.tmpSizeLimit }}
{{- if and (not .root.Values.embedded) .root.Values.postgresql.caSecret.name }}
- name: postgresql-ca
  secret:
    secretName: {{ .root.Values.postgresql.caSecret.name }}
{{- end }}
{{- end }}

{{/* Runs a service's image once: it migrates its database and ends. */}}
{{- define "desire-path.migrationContainer" -}}
- name: migrate
  image: {{ include "desire-path.image" . }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  env:
    {{- include "desire-path.migrationEnv" . | nindent 4 }}
  securityContext:
    {{- include "desire-path.containerSecurity" . | nindent 4 }}
  resources:
    {{- toYaml .root.Values.migrations.resources | nindent 4 }}
  volumeMounts:
    {{- include "desire-path.volumeMounts" . | nindent 4 }}
{{- end }}

{{- define "desire-path.probe" -}}
httpGet:
  path: /q/health/{{ .path }}
  port: management
{{ toYaml .times }}
{{- end }}

{{- define "desire-path.topologySpread" -}}
{{- range $topology := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- maxSkew: 1
  topologyKey: {{ $topology }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "desire-path.selector" $ | nindent 6 }}
{{- end }}
{{- end }}
