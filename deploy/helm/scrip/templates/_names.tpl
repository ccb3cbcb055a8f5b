{{- define "scrip.labels" -}}
app.kubernetes.io/name: scrip
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "scrip.selector" -}}
app.kubernetes.io/name: scrip
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "scrip.name" -}}
{{ printf "%s-scrip" .Release.Name | trunc 52 | trimSuffix "-" }}
{{- end }}
