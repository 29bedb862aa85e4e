{{/* What the schema cannot say: what is required together, and what keys that are gone have become. */}}

{{- define "desire-path.check" -}}
{{- include "desire-path.deprecated" . }}
{{- with .Values }}
{{- $all := .existingSecret }}
{{- $missing := list }}
{{- if not (or $all .internal.existingSecret) }}{{ $missing = append $missing "internal" }}{{ end }}
{{- if not (or $all .postgresql.existingSecret) }}{{ $missing = append $missing "postgresql" }}{{ end }}
{{- if not (or $all .redis.existingSecret) }}{{ $missing = append $missing "redis" }}{{ end }}
{{- if not (or $all .apiKeys.existingSecret .oidc.issuer) }}{{ $missing = append $missing "apiKeys" }}{{ end }}
{{- if $missing }}
{{- fail (printf "\n\nName the Secret that holds passwords and keys: existingSecret, or existingSecret of each of: %s.\nThe chart makes none; its README.md has the keys and the command that makes them.\n" (join ", " $missing)) }}
{{- end }}
{{- if and .migrations.enabled (not (or $all .postgresql.ownerExistingSecret)) }}
{{- fail "\n\nMigrations need the passwords of the databases' owners: set postgresql.ownerExistingSecret, or migrations.enabled to false.\n" }}
{{- end }}
{{- if and .embedded (not (or $all .postgresql.ownerExistingSecret)) }}
{{- fail "\n\nembedded needs the passwords of the databases' owners: set postgresql.ownerExistingSecret.\n" }}
{{- end }}
{{- if and .embedded .postgresql.host }}
{{- fail "\n\npostgresql.host is a database of your own and embedded brings one: decide for one of them.\n" }}
{{- end }}
{{- if not (or .embedded .postgresql.host) }}
{{- fail "\n\nSet postgresql.host to your PostgreSQL 17 or later (or, for a trial only, embedded to true).\n" }}
{{- end }}
{{- range $value, $image := dict "image.tag" (printf ":%s" .image.tag) "test.image" .test.image "embeddedStores.postgresql.image" .embeddedStores.postgresql.image "embeddedStores.redis.image" .embeddedStores.redis.image }}
{{- if hasSuffix ":latest" $image }}
{{- fail (printf "\n\n%s is latest: nobody could say what runs. Name a version.\n" $value) }}
{{- end }}
{{- end }}
{{- if and .oidc.issuer (not .oidc.audience) }}
{{- fail "\n\noidc.issuer needs oidc.audience: without it, tokens for other applications would be accepted.\n" }}
{{- end }}
{{- if and .ingress.enabled (not .ingress.host) }}
{{- fail "\n\ningress.enabled needs ingress.host.\n" }}
{{- end }}
{{- if and .ingress.certManager.issuer .ingress.certManager.clusterIssuer }}
{{- fail "\n\ningress.certManager takes issuer or clusterIssuer, not both.\n" }}
{{- end }}
{{- if and (or .ingress.certManager.issuer .ingress.certManager.clusterIssuer) (not .ingress.tlsSecret) }}
{{- fail "\n\ningress.certManager needs ingress.tlsSecret: the name of the Secret into which the certificate goes.\n" }}
{{- end }}
{{- if and .gatewayApi.enabled (not .gatewayApi.parentRefs) }}
{{- fail "\n\ngatewayApi.enabled needs gatewayApi.parentRefs: the Gateway that the route belongs to.\n" }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Keys that mean nothing any more, and what to write instead. A key that this chart renames joins the list (and stays in
the schema, marked as deprecated, so that people read this and not that it is unknown). The first ones never were here:
they are what other charts call it.
*/}}
{{- define "desire-path.deprecated" -}}
{{- $gone := list
  (list "replicaCount" "services.<name>.replicas, for instance services.gateway.replicas; with autoscaling it is autoscaling.minReplicas")
  (list "postgresql.enabled" "embedded: true for a trial, else postgresql.host")
  (list "redis.enabled" "embedded: true for a trial, else the key redis-url of the Secret")
}}
{{- range $gone }}
{{- $path := splitList "." (first .) }}
{{- $holder := $.Values }}
{{- range initial $path }}{{ $holder = index $holder . }}{{ end }}
{{- if hasKey $holder (last $path) }}
{{- fail (printf "\n\n%s is not a value of this chart. Instead: %s.\n" (first .) (last .)) }}
{{- end }}
{{- end }}
{{- end }}
