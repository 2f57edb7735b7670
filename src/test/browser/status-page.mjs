// Walks the status page in a real browser: node status-page.mjs LINK SHOTS. Says "ok NAME" or "FAILED NAME: why" a line, and "> WHAT" for what
// is to happen to the service or in EC2; the answer to that, a line of standard input, is when it happened, in milliseconds.
// Needs `npm install` in this folder and a Chromium (CHROMIUM, else /usr/bin/chromium).
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {connect, createServer} from 'node:net';
import {createInterface} from 'node:readline';
import {chromium} from 'playwright-core';

const [link, shots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox']});
let failures = 0;

async function check(name, run) {
  try {
    const figure = await run();
    console.log(figure === undefined ? `ok ${name}` : `ok ${name}: ${figure} ms`);
  } catch (failure) {
    failures++;
    console.log(`FAILED ${name}: ${String(failure.message).split('\n')[0]}`);
  }
}

function expect(actual, wanted, what) {
  if (JSON.stringify(actual) !== JSON.stringify(wanted)) throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(wanted)}`);
}

const answers = createInterface({input: process.stdin})[Symbol.asyncIterator]();

async function please(what) {
  console.log(`> ${what}`);
  const answer = await answers.next();
  if (answer.done) process.exit(1); // nobody is there any more; the browser ends with this process
  return Number(answer.value);
}

/** Runs in the page before its script: when it last heard of the service, when it told that it no longer does, and how long timers waited. */
function keepTimes() {
  const kept = window.kept = {heard: 0, told: 0, late: 0, ticked: performance.now()};
  const Real = window.EventSource;
  window.EventSource = class extends Real {
    constructor(...options) {
      super(...options);
      for (const kind of ['state', 'beat']) this.addEventListener(kind, () => Object.assign(kept, {heard: performance.now(), told: 0, late: 0}));
    }
  };
  setInterval(() => {
    const now = performance.now();
    kept.late = Math.max(kept.late, now - kept.ticked - 100); // a busy machine
    kept.ticked = now;
  }, 100);
  addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
    if (!document.querySelector('#stale').hidden) kept.told ||= performance.now();
  }).observe(document.querySelector('#stale'), {attributes: true, attributeFilter: ['hidden']}));
}

/** Within five seconds of the last event, plus what the browser's own timers were late by. */
async function toldInTime(opened) {
  await opened.waitForSelector('#stale:visible');
  const {told, heard, late} = await opened.evaluate(() => window.kept);
  if (!(told >= heard && told - heard <= 5000 + late)) throw new Error(`told after ${Math.round(told - heard)} ms, timers were ${Math.round(late)} ms late`);
  expect(await opened.title(), 'No answer · Lamplighter', 'title');
  expect(await opened.getAttribute('#sentence', 'data-level'), 'STALE', 'level of the sentence');
  return Math.round(told - heard);
}

async function isBack(opened) {
  await opened.waitForSelector('#stale', {state: 'hidden'});
  expect(await opened.title(), `${(await opened.textContent('#sentence')).replace(/\s+/g, ' ')} · Lamplighter`, 'title');
}

/** How long after a change in EC2 the text of an element matches: the middle one of five changes, since a machine may be busy once. */
async function middleDelay(opened, selector, changes) {
  const delays = [];
  for (let i = 0; i < 5; i++) {
    const [change, pattern] = changes[i % changes.length];
    await opened.evaluate(([selector, pattern]) => {
      const matches = () => new RegExp(pattern).test([...document.querySelectorAll(selector)].map(each => each.title || each.textContent).join('\n'));
      window.seen = new Promise(resolve => new MutationObserver((_, observer) => {
        if (!matches()) return;
        observer.disconnect();
        resolve(Date.now());
      }).observe(document.querySelector('main'), {subtree: true, childList: true, attributes: true, characterData: true}));
    }, [selector, pattern]);
    const at = await please(change);
    delays.push(await opened.evaluate(() => window.seen) - at);
  }
  return delays.sort((a, b) => a - b)[2];
}

/** A way to the service, as a tunnel is, which can stop without being cut. */
function tunnel(port) {
  const through = new Set();
  const server = createServer(near => {
    const far = connect(port, '127.0.0.1');
    const own = server.address().port;
    near.on('data', bytes => far.write(bytes.toString('latin1').replaceAll(`127.0.0.1:${own}`, `127.0.0.1:${port}`), 'latin1'));
    far.on('data', bytes => near.write(bytes));
    for (const [from, to] of [[near, far], [far, near]]) from.on('close', () => to.destroy()).on('error', () => to.destroy());
    through.add([near, far]);
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve({
    port: server.address().port,
    hang: () => through.forEach(([near, far]) => [near, far].forEach(socket => socket.removeAllListeners('data').pause())),
    close: () => { server.close(); through.forEach(([near, far]) => { near.destroy(); far.destroy(); }); }})));
}

async function page(options, address, script = null) {
  const context = await browser.newContext({bypassCSP: true, ...options});
  context.setDefaultTimeout(120000); // the machine may be busy
  if (script) await context.addInitScript(script);
  const opened = await context.newPage();
  opened.errors = [];
  opened.on('console', message => message.type() === 'error' && opened.errors.push(message.text()));
  opened.on('pageerror', error => opened.errors.push(String(error)));
  await opened.goto(address);
  await opened.waitForFunction(() => document.querySelectorAll('#panel > *').length > 0);
  return opened;
}

const violations = opened => opened.evaluate(axe + ';axe.run().then(found => found.violations.map(each => each.id))');
const colours = opened => opened.evaluate(() => [...document.querySelectorAll('#panel > *')].map(pixel => pixel.style.backgroundColor));
const status = opened => opened.evaluate(async () => (await fetch('/api/status')).json());

for (const [name, width, colorScheme] of [['desktop-light', 1280, 'light'], ['desktop-dark', 1280, 'dark'], ['phone-dark', 390, 'dark']]) {
  const opened = await page({viewport: {width, height: 900}, colorScheme}, link);
  await check(`${name}: the token is not in the address`, async () => expect(new URL(opened.url()).hash, '', 'hash'));
  await check(`${name}: the page is what /api/status says`, async () => {
    const state = await status(opened);
    expect(await opened.textContent('#sentence'), state.sentence, 'sentence');
    expect(await opened.locator('#instance-table tbody tr').count(), state.light.instances.length, 'instances');
    expect(await opened.locator('#route-table tbody tr').count(), state.routes.length, 'routes');
    const report = state.costs.reports[0];
    expect(await opened.locator('#cost-figures dd.value').allTextContents(), report.figures.map(figure => figure.value), 'figures');
    expect(await opened.locator('#cost-figures figure').count(), report.sections.flatMap(section => section.charts).length, 'charts');
  });
  await check(`${name}: every chart is drawn, with a table of exact values beside it`, async () => {
    await opened.waitForFunction(() => [...document.querySelectorAll('#cost-figures img')].every(image => image.complete && image.naturalHeight > 0));
    const state = await status(opened), chart = state.costs.reports[0].sections[0].charts[0];
    await opened.locator('#exact').click();
    const table = opened.locator('#cost-figures figure').first().locator('td.number');
    expect(await table.allTextContents(), chart.table.rows.flatMap(row => row.filter(cell => cell.exact).map(cell => cell.exact)), 'cells');
    await opened.locator('#exact').click();
    expect((await table.allTextContents())[0], chart.table.rows[0][1].shown, 'rounded');
  });
  await check(`${name}: the panel shows the frame of /api/status`, async () => {
    await opened.waitForFunction(async () => {
      const frame = (await (await fetch('/api/status')).json()).light.frame.flatMap(row => row.split(/\s+/));
      const shown = [...document.querySelectorAll('#panel > *')].map(pixel => pixel.style.backgroundColor);
      return frame.every((hex, i) => shown[i] === `rgb(${[1, 3, 5].map(j => parseInt(hex.slice(j, j + 2), 16)).join(', ')})`);
    }, null, {polling: 100});
  });
  await check(`${name}: nothing is wider than the screen`, async () =>
      expect(await opened.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'fits'));
  await check(`${name}: axe has no objection`, async () => expect(await violations(opened), [], 'violations'));
  await check(`${name}: the keyboard comes to every pixel and verb`, async () => {
    const wanted = await opened.locator('button:visible').count(), reached = new Set();
    for (let i = 0; i < wanted + 12; i++) {
      await opened.keyboard.press('Tab');
      const at = await opened.evaluate(() => document.activeElement.tagName === 'BUTTON'
          ? [...document.querySelectorAll('button')].indexOf(document.activeElement) : -1);
      if (at >= 0) reached.add(at);
    }
    expect(reached.size, wanted, 'buttons reached');
  });
  await check(`${name}: no error in the console`, async () => expect(opened.errors, [], 'errors'));
  if (shots) {
    await opened.mouse.move(0, 0);
    await opened.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
    const top = await opened.evaluate(() => document.querySelector('#costs').getBoundingClientRect().top);
    await opened.screenshot({path: `${shots}/${name}.png`, fullPage: true, clip: {x: 0, y: 0, width, height: top}});
    await opened.locator('#costs').screenshot({path: `${shots}/${name}-costs.png`});
  }
  await opened.context().close();
}

const stranger = await page({viewport: {width: 390, height: 900}}, new URL('/', link).href);
await check('without the token: light and windows, no names', async () => {
  expect(await stranger.locator('#instances').isVisible(), false, 'instances');
  expect(await stranger.locator('.verbs').first().isVisible(), false, 'verbs');
  expect((await colours(stranger)).length > 0, true, 'pixels');
});

const reader = await page({viewport: {width: 1280, height: 900}}, link);
await check('a letter is shown when it was written, and not before', async () => {
  const answered = reader.waitForResponse(response => response.url().endsWith('/letter'));
  await reader.locator('#letter-open').click();
  expect((await answered).status(), 404, 'without a letter');
  await reader.locator('#letter-write').click();
  await reader.waitForSelector('#letter:visible');
});

const watching = await page({viewport: {width: 390, height: 900}}, link, keepTimes);
await check('a verb shows its calls first and does nothing when it is left', async () => {
  await watching.locator('.verbs button').first().click();
  await watching.waitForSelector('#confirm[open]');
  expect((await watching.textContent('#confirm-lines')).length > 0, true, 'lines');
  await watching.keyboard.press('Escape');
  expect(await watching.locator('#confirm[open]').count(), 0, 'open dialogs');
});
const within2s = delay => {
  if (delay > 2000) throw new Error(`${delay} ms`);
  return delay;
};
await check('a pixel is live within two seconds of the change in EC2', async () =>
    within2s(await middleDelay(watching, '#panel > *', [['stop web-1', 'web-1: (stopping|stopped)'], ['start web-1', 'web-1: (pending|running)']])));
await check('a verb of the page opens the window', async () => {
  await watching.locator('.verbs button', {hasText: 'Open now'}).click();
  await watching.locator('#confirm-yes').click();
  await watching.waitForFunction(() => document.querySelector('#confirm-title').textContent === 'Done');
  await watching.keyboard.press('Escape');
  await watching.waitForFunction(() => document.querySelector('#window-title').textContent === 'Open now');
  await watching.waitForFunction(() => document.querySelector('#window-card').textContent.includes('Everything'));
});
await check('the card of the window is live within two seconds of the change in EC2', async () =>
    within2s(await middleDelay(watching, '#window-card li', [['stop media-server', 'stopped'], ['start media-server', 'running']])));
await check('a service that stands still is told within five seconds, and gone on from', async () => {
  await please('pause service');
  const told = await toldInTime(watching);
  await please('resume service');
  await isBack(watching);
  return told;
});
const way = await tunnel(Number(new URL(link).port));
await check('a connection through which nothing comes is told within five seconds, and made again', async () => {
  const far = await page({viewport: {width: 390, height: 900}}, link.replace(new URL(link).port, way.port), keepTimes);
  await far.waitForFunction(() => window.kept.heard > 0);
  way.hang();
  const told = await toldInTime(far);
  await isBack(far);
  await far.context().close();
  return told;
});
way.close();
await check('a service that is gone is told within five seconds', async () => {
  await please('stop service');
  return toldInTime(watching);
});
await browser.close();
process.exit(failures ? 1 : 0);
