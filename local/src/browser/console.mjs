// Goes through the console of ./waybill local --stay in Chromium as docs/tutorial/console.md does: on-boarding, a plan, a
// delivery that is held back and recovers. Takes the tutorial's screenshots, and asks axe-core about every page.
// Needs Node 20 or later and Chromium; CHROMIUM names it where it is not /usr/bin/chromium.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer from 'puppeteer-core';

const root = resolve(import.meta.dirname, '../../..');
const pictures = join(root, 'docs/tutorial/console');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const work = mkdtempSync(join(tmpdir(), 'waybill-console-'));
const bucket = join(work, 'data/buckets/acme-logs');
const MINUTES = `
  - id: minutes
    source: download
    format:
      kind: csv
    schedule:
      every: "* * * * *"
      grace: PT0S
    receipts: window
    destination:
      kind: s3
      bucket: acme-logs
      prefix: minutes
      region: eu-west-1
      role-arn: "arn:aws:iam::111122223333:role/WaybillLogs"
`;
const found = [];

/** Starts the cluster of one machine; its console and an operator's token. */
function start() {
  mkdirSync(join(work, 'tenants'));
  ['acme.yaml', 'initech.yaml'].forEach(file => cpSync(join(root, 'tenants', file), join(work, 'tenants', file)));
  const local = spawn(join(root, 'waybill'),
    ['local', '--stay', '--data', join(work, 'data'), '--tenants', join(work, 'tenants')],
    { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = new Promise((done, failed) => {
    let said = '';
    local.stdout.on('data', bytes => {
      said += bytes;
      const line = /Console {2}(\S+) {2}log in with (\S+)/.exec(said);
      if (line) {
        done({ address: line[1], token: line[2] });
      }
    });
    local.on('exit', code => failed(new Error(`./waybill local ended with ${code}:\n${said}`)));
  });
  return { local, ready };
}

/** The page that is shown, as axe-core sees it, and its picture. */
async function look(page, name) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document));
  for (const rule of result.violations) {
    found.push(`${name}: ${rule.id} (${rule.impact}): ${rule.help}\n    ${rule.nodes.map(node => node.html.slice(0, 160)).join('\n    ')}`);
  }
  await page.screenshot({ path: join(pictures, `${name}.png`), clip: { x: 0, y: 0, width: 1200, height: Math.min(900, await height(page)) } });
  console.log(`${name}: ${result.violations.length} violations of ${result.violations.length + result.passes.length} rules that apply`);
}

const height = page => page.evaluate(() => document.documentElement.scrollHeight);

function must(condition, what) {
  if (!condition) {
    throw new Error(what);
  }
}

const text = page => page.$eval('main', main => main.innerText);

async function press(page, words) {
  const button = await page.waitForSelector(`xpath///button[normalize-space()="${words}"]`);
  await Promise.all([page.waitForNavigation({ timeout: 180_000 }), button.click()]);
}

/** Loads a page again until it says something in one of the elements of a selector. */
async function until(page, address, selector, words, minutes) {
  const end = Date.now() + minutes * 60_000;
  for (;;) {
    await page.goto(address);
    const said = await page.$$eval(selector, elements => elements.map(element => element.innerText).join('\n'));
    if (said.includes(words)) {
      return;
    }
    must(Date.now() < end, `${address} does not say "${words}" within ${minutes} minutes, but:\n${await text(page)}`);
    await new Promise(done => setTimeout(done, 2_000));
  }
}

async function edit(page, address, change) {
  await page.goto(`${address}/tenants/acme/edit`);
  const yaml = change(await page.$eval('#yaml', area => area.value));
  await page.$eval('#yaml', (area, value) => { area.value = value; }, yaml);
}

async function go(page, address, token) {
  await page.goto(address);
  await look(page, 'login');
  await page.type('#token', token);
  await press(page, 'Log in');
  await until(page, address, 'tbody th', 'acme/downloads-csv', 1);
  await look(page, 'exports');

  await page.goto(`${address}/tenants/acme`);
  must((await text(page)).includes('From nothing to the first file'), 'no on-boarding');
  await look(page, 'tenant');
  await press(page, 'Try the account out');
  must((await text(page)).includes('put-below-prefix'), await text(page));
  await look(page, 'doctor');
  await page.goto(`${address}/tenants/acme`);
  await press(page, 'Show a preview');
  must((await text(page)).includes('would be delivered'), await text(page));
  await look(page, 'preview');

  await page.goto(`${address}/exports/acme/downloads-csv`);
  must((await text(page)).includes('It looked last at'), `no word of the doctor: ${await text(page)}`);
  await look(page, 'export');
  await Promise.all([page.waitForNavigation(), page.click('a.w-verified, a.w-delivered')]);
  must((await text(page)).includes('In the bucket: '), await text(page));
  await look(page, 'window');

  await page.goto(`${address}/exports/acme/downloads-csv`);
  await page.click('input[value="beside"]');
  await press(page, 'Show what it would do');
  must((await text(page)).includes('1 window would be delivered again'), await text(page));
  await look(page, 'replay-plan');
  await press(page, 'Start it');
  await page.waitForFunction(() => document.querySelector('.state')?.innerText === 'done', { timeout: 180_000 });
  must((await text(page)).includes('What it has done'), await text(page));
  await look(page, 'replay');

  await edit(page, address, yaml => yaml);
  await page.focus('#yaml');
  await page.keyboard.down('Control');
  await page.keyboard.press('End');
  await page.keyboard.up('Control');
  await page.keyboard.type('  - id: minutes\n    source: ');
  await page.waitForSelector('#fits button');
  must((await page.$eval('#fits', fits => fits.innerText)).includes('download'), 'the editor does not complete');
  await look(page, 'edit');
  await edit(page, address, yaml => yaml.trimEnd() + MINUTES);
  await press(page, 'Show the plan');
  must((await text(page)).includes('minutes'), await text(page));
  await look(page, 'plan');
  await page.type('#why', 'a look at each minute');
  await press(page, 'Apply');
  must((await text(page)).includes('Applied.'), await text(page));

  await page.goto(`${address}/exports/acme/downloads-csv`);
  await page.type('#why', 'a look at the files first');
  await press(page, 'Pause');
  await until(page, `${address}/?state=paused`, 'tbody th', 'acme/downloads-csv', 1);
  await look(page, 'paused');
  await page.goto(`${address}/exports/acme/downloads-csv`);
  await press(page, 'Resume');
  await until(page, `${address}/exports/acme/downloads-csv`, '.state', 'delivering', 1);

  console.log('waiting for the first windows of acme/minutes: a change takes effect 7 minutes later');
  renameSync(bucket, `${bucket}.away`);
  await until(page, `${address}/exports/acme/minutes`, '.state', 'held back', 15);
  await look(page, 'held-back');
  renameSync(`${bucket}.away`, bucket);
  await press(page, 'Try the destination now');
  await until(page, `${address}/exports/acme/minutes`, '.state', 'delivering', 3);
  await look(page, 'recovered');
}

mkdirSync(pictures, { recursive: true });
const { local, ready } = start();
let browser;
try {
  const { address, token } = await ready;
  browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    defaultViewport: { width: 1200, height: 900 },
    protocolTimeout: 300_000,
  });
  const page = await browser.newPage();
  page.on('pageerror', error => found.push(`script: ${error.message}`));
  page.on('console', message => { if (message.type() === 'error') { found.push(`console: ${message.text()} ${message.location().url}`); } });
  page.setDefaultTimeout(60_000);
  await go(page, address, token);
} catch (error) {
  found.push(String(error.stack || error));
} finally {
  await browser?.close();
  if (local.exitCode === null) {
    const ended = new Promise(done => local.on('exit', done));
    process.kill(-local.pid, 'SIGTERM');
    await ended;
  }
}
rmSync(work, { recursive: true, force: true });
writeFileSync(join(import.meta.dirname, '../../target/console-browser.txt'), found.join('\n') + '\n');
found.forEach(line => console.error(line));
process.exitCode = found.length === 0 ? 0 : 1;
