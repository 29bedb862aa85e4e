// Somebody's receiver of webhooks, as the libraries' own documents have it. Takes secrets, one a line, on standard input, and
// says of each message on standard output what it is and with which of the secrets it can be verified.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';

const secrets = [];
createInterface({ input: process.stdin }).on('line', (line) => {
  secrets.push(line);
  console.log(JSON.stringify({ secrets: secrets.length }));
});

function isVerified(secret, body, headers) {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts).toString('utf8');
    const verified = secrets.map((secret) => isVerified(secret, body, request.headers));
    // Of what was changed on the way nothing can be verified.
    const forged = secrets.some((secret) => isVerified(secret, body + ' ', request.headers));
    const event = HTTP.toEvent({ headers: request.headers, body });
    event.validate();
    console.log(JSON.stringify({
      webhookId: request.headers['webhook-id'],
      id: event.id,
      type: event.type,
      source: event.source,
      subject: event.subject,
      backfill: event.backfill ?? false,
      data: event.data,
      verified,
      forged,
    }));
    response.writeHead(verified.includes(true) ? 204 : 401).end();
  });
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
