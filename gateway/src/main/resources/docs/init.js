// No validator: it would send the address of this server to a stranger.
SwaggerUIBundle({
  url: 'openapi?format=json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
});
