// Runs verify.mjs on the test vectors: node vectors.mjs VECTORS
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canonical, eventSum, readFolder, readKeys, verify } from './verify.mjs';

const folder = resolve(process.argv[2]);
const read = (name) => readFileSync(join(folder, name), 'utf8');
const keys = readKeys(read('keys.json'));
const failures = [];
let checks = 0;
const expectSame = (what, actual, expected) => {
  checks++;
  if (actual !== expected) failures.push(`${what}\n  expected ${expected}\n  but was  ${actual}`);
};
const apply = (place, { do: what, object, to, text }) => {
  const held = place.get(object);
  const other = place.get(to);
  if (what === 'remove' || what === 'move') place.delete(object);
  if (what === 'copy' || what === 'move' || what === 'swap') place.set(to, held);
  if (what === 'swap') place.set(object, other);
  if (what === 'write') place.set(object, () => Buffer.from(text, 'utf8'));
};
// What a finding without receipts is about is the place, which has no name here.
const line = (f) => [f.kind, f.export, f.window, f.kind === 'no-receipts' ? '' : f.object].map((part) => part ?? '').join(' ');

for (const each of JSON.parse(read('tampered.json'))) {
  // Stored long ago, whenever the files were checked out.
  const place = new Map([...readFolder(join(folder, 'place'))].map(([name, file]) => [name, Object.assign(() => file(), { stored: 0 })]));
  each.changes.forEach((change) => apply(place, change));
  const found = verify(place, keys, { until: each.until && Date.parse(each.until), now: Date.parse('2026-03-08T00:00:00Z') });
  expectSame(each.name, found.map(line).sort().join('\n           '), each.expected.map(line).sort().join('\n           '));
}
for (const each of JSON.parse(read('canonical.json'))) expectSame(each.json, canonical(JSON.parse(each.json)), each.canonical);
for (const each of JSON.parse(read('sums.json'))) {
  expectSame('sum', eventSum(each.events.map((event) => ({ id: event.event_id, micros: event.micros }))), each.sum);
}
for (const failure of failures) console.error(failure);
console.log(`${checks} checks, ${failures.length} failed`);
process.exit(failures.length === 0 && checks > 0 ? 0 : 1);
