// Checks a folder of delivered objects against its receipts, as docs/reference/receipts.md describes it.
// node verify.mjs KEYS FOLDER [--until TIME] [--receipt FILE] [--tenant ID]; exit codes 0 clean, 1 something is wrong, 2 wrong usage.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const fault = (kind) => Object.assign(new Error(kind), { kind });
const LIMIT = 16 * 1024 * 1024; // bytes of a receipt, a page or an object
const isWhole = (n) => Number.isSafeInteger(n) && n >= 0;
const isHash = (text) => /^[0-9a-f]{64}$/.test(text);
const inName = (instant) => instant.replace(/[-:]/g, '');
const fromName = (text) => text.replace(/^(....)(..)(..T..)(..)(..)Z$/, '$1-$2-$3:$4:$5Z');
const isInstant = (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text));
const time = (text) => { if (!isInstant(text)) throw new Error(`no instant: ${text}`); return Date.parse(text); };

/** RFC 8785: JavaScript's own strings, numbers and order of code units are what it is made of. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

export function eventSum(events) {
  const when = (micros) => BigInt.asUintN(64, BigInt(micros)).toString(16).padStart(16, '0');
  const hash = ({ id, micros }) => BigInt(`0x${sha256(Buffer.concat([Buffer.from(id, 'utf8'), Buffer.from(when(micros), 'hex')]))}`);
  return (events.reduce((total, event) => total + hash(event), 0n) % (1n << 256n)).toString(16).padStart(64, '0');
}

/** The keys of a PEM file or of a JSON key set, by id. */
export function readKeys(text) {
  const pems = text.match(/-----BEGIN PUBLIC KEY-----[^-]*-----END PUBLIC KEY-----/g);
  const fromSet = (entry) => ({ ...entry, key: createPublicKey({ key: Buffer.from(entry['public-key'], 'base64'), format: 'der', type: 'spki' }) });
  const list = pems ? pems.map((pem) => ({ key: createPublicKey(pem) })) : JSON.parse(text).keys.map(fromSet);
  return new Map(list.map((entry) => [sha256(entry.key.export({ format: 'der', type: 'spki' })).slice(0, 32), entry]));
}

function parse(bytes) {
  const value = JSON.parse(bytes.toString('utf8'));
  if (value === null || typeof value !== 'object' || !Buffer.from(canonical(value)).equals(bytes)) throw new Error('is not canonical');
  if (value.format !== 1) throw fault('newer-receipt');
  return value;
}

function parseSigned(bytes, keys) {
  const signed = parse(bytes);
  const [key, { signature, ...message }] = [keys.get(signed.key), signed];
  if (!key || !verifySignature(null, Buffer.from(canonical(message)), key.key, Buffer.from(signature, 'base64'))) throw fault('forged-receipt');
  requireConsistent(signed);
  return { signed, key, hash: sha256(bytes) };
}

const suffix = (r) => ({ window: '', day: '', late: `-late-${inName(r['arrival-hour'] ?? '')}`, revision: `-revision-${r.revision}`, discard: `-discard-${r.discard}` })[r.kind];
const [end, listed] = [(r) => r.windows.at(-1).end, (window) => window.parts ?? window.pages];

/** Throws if a receipt lacks something or says two things that cannot both be true. */
function requireConsistent(r) {
  const demand = (holds, what) => { if (!holds) throw new Error(what); };
  demand(suffix(r) !== undefined && r.windows.length > 0 && (r.windows.length === 1 || r.kind === 'day'), 'kind and windows');
  demand((r.kind !== 'revision' || (r.revision > 0 && time(r.at) >= time(end(r)))) && (r.kind !== 'discard' || r.discard > 0), 'number');
  let expected = time(r.windows[0].start);
  demand(expected >= time(r.reign.from), 'reign');
  for (const window of r.windows) {
    const { read, delivered, filtered, duplicate, withheld, open } = window.counts;
    demand(time(window.start) === expected && time(window.end) > expected, 'windows');
    expected = time(window.end);
    demand([read, delivered, filtered, duplicate, withheld, open].every(isWhole) && read === delivered + filtered + duplicate + withheld + open, 'counts');
    demand(delivered === listed(window).reduce((sum, each) => sum + each.rows, 0) && !(window.parts && window.pages), 'rows');
    demand(isHash(window.sum) && (delivered > 0 || /^0+$/.test(window.sum)), 'sum');
    demand(listed(window).every((each) => isHash(each.sha256) && isWhole(each.size) && isWhole(each.rows)), 'parts');
    demand((r.kind === 'discard') === (window.discarded?.length > 0) && (r.kind !== 'discard' || read === 0), 'discarded');
  }
  demand((r.reign.until === undefined || expected <= time(r.reign.until)) && (r.next === undefined || time(r.next) > expected), 'times');
  demand(r.chain.number >= 1 && r.chain.seq >= 1 && (r.chain.seq === 1) === (r.chain.previous === undefined), 'chain');
}

/** Findings of what is wrong; place is a map from names to functions that give bytes. */
export function verify(place, keys, { until, known, tenant, now = Date.now() } = {}) {
  const [findings, receipts, pages, parts, discarded] = [[], [], new Set(), new Map(), new Set()];
  const add = (kind, { export: id, window, object }) => findings.push({ kind, export: id, window, object });
  const unfinished = /(^|\/)\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;
  const form = /^(replay=[^/]+\/)?_receipts\/(.*)$/s;
  const receiptForm = /^([a-z0-9-]+)\/(\d{8}T\d{6}Z)(-late-\d{8}T\d{6}Z|-revision-\d+|-discard-\d+)?(-page-\d{5,}-[0-9a-f]{12})?\.json$/;
  const read = (name, root, told) => {
    if (place.get(name).size > LIMIT) throw new Error('too large');
    const { signed, key, hash } = parseSigned(place.get(name)(), keys);
    const signedFor = signed.kind === 'late' ? time(signed['arrival-hour']) + 3600_000 : time(signed.kind === 'discard' || signed.kind === 'revision' ? signed.at : end(signed));
    if ((key.from && signedFor < time(key.from)) || (key.until && signedFor >= time(key.until))) return add('key-out-of-time', told);
    if (root !== (signed.replay ? `replay=${signed.replay}/` : '') || name !== `${root}_receipts/${signed.export}/${inName(signed.windows[0].start)}${suffix(signed)}.json`) return add('misplaced-receipt', told);
    if (signed.tenant !== (tenant ??= signed.tenant)) return add('foreign-receipt', told);
    const number = receipts.push({ ...signed, name, root, start: signed.windows[0].start, end: end(signed), hash }) - 1;
    for (const window of signed.windows) {
      for (const name of window.discarded ?? []) discarded.add(root + name);
      for (const part of window.parts ?? window.pages.flatMap((page) => readPage(root, page, { ...told, window: window.start }))) {
        const object = root + part.name;
        if (parts.has(object)) add('doubled', { ...told, window: window.start, object });
        else parts.set(object, { ...part, export: signed.export, window: window.start, number });
      }
    }
  };
  const readPage = (root, page, told) => {
    const object = root + page.name;
    pages.delete(object);
    const bytes = place.get(object)?.();
    if (bytes?.length === page.size && sha256(bytes) === page.sha256) return parse(bytes).parts;
    add(bytes ? 'altered' : 'missing', { ...told, object });
    return [];
  };
  const names = [...place.keys()].sort().filter((name) => !unfinished.test(name));
  const found = names.map((name) => [name, form.exec(name)]).filter(([, match]) => match);
  for (const [name, [, , below]] of found) if (receiptForm.exec(below)?.[4]) pages.add(name);
  for (const [name, [, root = '', below]] of found) {
    const match = receiptForm.exec(below);
    const told = { export: match?.[1], window: match && fromName(match[2]), object: name };
    if (!match) add('extra', told);
    else if (!match[4]) try { read(name, root, told); } catch (e) { add(e.kind ?? 'unreadable-receipt', told); }
  }
  for (const object of pages) add('extra', { object });
  if (receipts.length === 0) add('no-receipts', {});
  const [about, newest] = [(r) => ({ export: r.export, window: r.start, object: r.name }), new Map()];
  for (const id of new Set(receipts.map((r) => r.root + r.export))) {
    const ours = receipts.filter((r) => r.root + r.export === id).sort((a, b) => a.chain.seq - b.chain.seq);
    const chains = Map.groupBy?.(ours, (r) => r.chain.number) ?? ours.reduce((m, r) => m.set(r.chain.number, [...(m.get(r.chain.number) ?? []), r]), new Map());
    for (const [number, chain] of chains) {
      const moved = chains.get(number + 1)?.some((r) => r.chain.continues === chain.at(-1).hash);
      chain.forEach((r, i) => {
        const before = chain[i - 1];
        if (!before && moved) return;
        if (r.chain.seq > (before?.chain.seq ?? 0) + 1) add('missing-receipt', about(r));
        else if (r.chain.seq === before?.chain.seq) add('doubled-receipt', about(r));
        else if (before && r.chain.previous !== before.hash) add('broken-chain', about(r));
      });
      const older = chains.get(number - 1)?.at(-1);
      if (older && chain[0].chain.seq === 1 && chain[0].chain.continues !== older.hash) add('cut-off', about(chain[0]));
    }
    const complete = ours.filter((r) => ['window', 'day'].includes(r.kind)).sort((a, b) => time(a.start) - time(b.start));
    complete.forEach((r, i) => {
      const before = complete[i - 1];
      if (!before || r.start === before.end) return;
      const [goesOn, later] = [r.chain.number === before.chain.number && time(r.start) > time(r.reign.from), time(r.reign.from) > time(before.end)];
      if (time(r.start) < time(before.end)) add('doubled-receipt', about(r));
      else if (before.next || goesOn) add('gap', { export: r.export, window: !before.next && later ? r.reign.from : before.end });
    });
    const last = complete.reduce((a, b) => (a && time(a.end) > time(b.end) ? a : b), undefined);
    if (last) newest.set(id, last);
    if (last && last.root === '' && until && last.next && time(last.next) <= until) add('cut-off', { export: last.export, window: last.end });
  }
  const must = known && parseSigned(known, keys);
  if (must && !receipts.some((r) => r.hash === must.hash || r.hash === must.signed.chain.continues)) add('cut-off', { export: must.signed.export, window: must.signed.windows[0].start });
  const isWaiting = (name) => {
    const match = tenant && new RegExp(`(?:^|[/_-])${tenant}-([a-z0-9][a-z0-9-]{0,62})-(\\d{8}T\\d{6}Z)(?:-late-(\\d{8}T\\d{6}Z))?-p\\d+-\\d{5,}-[0-9a-f]{12}`).exec(name);
    if (!match || ![match[2], match[3] ?? match[2]].every((text) => isInstant(fromName(text)))) return {};
    const [id, start, hour] = [match[1], fromName(match[2]), match[3] && fromName(match[3])];
    const root = /^replay=[^/]+\//.exec(name)?.[0] ?? '';
    const [last, told] = [newest.get(root + id), { export: id, window: start }];
    if (time(start) > now || time(hour ?? start) > now) return told;
    if (!last) return { ...told, waits: (root ? place.get(name).stored ?? 0 : time(hour ?? start)) >= now - 2 * 86_400_000 };
    const stated = receipts.some((r) => r.export === id && r.start === start && r['arrival-hour'] === hour);
    const hourEnd = hour && time(hour) + 3600_000;
    return { ...told, waits: hour ? !stated && !(until && hourEnd <= until) && hourEnd > time(last.start) : time(start) >= time(last.end) };
  };
  const contents = new Set([...parts.values()].map((part) => part.sha256));
  for (const object of names.filter((name) => !form.test(name) && name !== '_waybill/doctor.json')) {
    const [part, source] = [parts.get(object), place.get(object)];
    const { waits, ...told } = part ? { waits: false, export: part.export, window: part.window } : isWaiting(object);
    if (waits) continue;
    try {
      const bytes = source.size > LIMIT ? undefined : source();
      const hash = bytes && sha256(bytes);
      if (part && hash !== part.sha256) add(bytes && !contents.has(hash) && bytes.length < part.size ? 'truncated' : 'altered', { ...told, object });
      if (!part) add(bytes?.length > 0 && contents.has(hash) ? 'doubled' : 'extra', { ...told, object });
    } catch { add('unreadable-object', { ...told, object }); }
  }
  for (const [object, part] of parts) if (!place.has(object)) add(discarded.has(object) ? 'discarded' : 'missing', { export: part.export, window: part.window, object });
  return findings;
}

export function readFolder(folder) {
  return new Map(readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => !entry.isDirectory()).map((file) => {
    const path = join(file.parentPath ?? file.path, file.name);
    const { size, mtimeMs: stored } = lstatSync(path, { throwIfNoEntry: false }) ?? {};
    const bytes = () => {
      if (!file.isFile()) throw fault('unreadable-object'); // nobody follows a link
      try { return readFileSync(path); } catch { throw fault('unreadable-object'); }
    };
    return [path.slice(folder.length + 1).split(sep).join('/'), Object.assign(bytes, { size, stored })];
  }));
}

if (process.argv[1] && fileURLToPath(import.meta.url) === resolve(process.argv[1])) {
  const [keys, folder, ...rest] = process.argv.slice(2);
  const option = (name) => (rest.includes(name) ? rest.splice(rest.indexOf(name), 2)[1] : undefined);
  const [until, known, tenant] = ['--until', '--receipt', '--tenant'].map(option);
  if (!folder || rest.length > 0 || (until && !isInstant(until))) { console.error('node verify.mjs KEYS FOLDER [--until TIME] [--receipt FILE] [--tenant ID]'); process.exit(2); }
  const findings = verify(readFolder(resolve(folder)), readKeys(readFileSync(keys, 'utf8')), { until: until && time(until), known: known && readFileSync(known), tenant });
  for (const { kind, ...where } of findings) console.log(kind, ...Object.values(where).filter(Boolean).map((text) => text.replace(/[^\x20-\x7e]/g, '?')));
  console.log(findings.length === 0 ? 'clean' : `${findings.length} things are wrong`);
  process.exit(findings.length === 0 ? 0 : 1);
}
