// A server that tracks with Segment's library. It says where it is on standard output, and goes on when told to.
import { createInterface } from 'node:readline';
import { Analytics } from '@segment/analytics-node';

const [host, writeKey, run] = process.argv.slice(2);
const analytics = new Analytics({
  writeKey,
  host,
  flushAt: 5,
  flushInterval: 100,
  maxRetries: 100,
  httpRequestTimeout: 5000,
});
analytics.on('error', (error) => console.error(error));

const userId = `${run}-ann`;
const context = { groupId: `${run}-acme` };
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

analytics.track({ anonymousId: `${run}-visitor`, event: 'Quote Requested', properties: { run } });
analytics.identify({ userId, anonymousId: `${run}-visitor`, traits: { email: `ann@${run}.example`, title: 'Buyer' } });
analytics.group({ userId, groupId: `${run}-acme`, traits: { name: 'Acme' } });
for (let i = 0; i < 20; i++) {
  analytics.track({ userId, event: 'Product Viewed', context, properties: { run, product_id: `P${i}` } });
}
console.log('half');
await lines.next();
for (let i = 0; i < 20; i++) {
  analytics.track({ userId, event: 'Product Added', context, properties: { run, product_id: `P${i}` } });
}
analytics.page({ userId, name: 'Checkout', context, properties: { run } });
analytics.alias({ userId, previousId: `${run}-old-visitor` });
console.log('waiting');
await lines.next();
await analytics.closeAndFlush();
console.log('closed');
process.exit(0);
