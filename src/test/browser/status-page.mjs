// Walks the status page in a real browser: node status-page.mjs LINK SHOTS. Says "ok NAME" or "FAILED NAME: why" a line, and "stop now" when
// the service is to be ended. Needs `npm install` in this folder and a Chromium (CHROMIUM, else /usr/bin/chromium).
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';

const [link, shots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox']});
let failures = 0;

async function check(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (failure) {
    failures++;
    console.log(`FAILED ${name}: ${String(failure.message).split('\n')[0]}`);
  }
}

function expect(actual, wanted, what) {
  if (JSON.stringify(actual) !== JSON.stringify(wanted)) throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(wanted)}`);
}

async function page(options, address) {
  const context = await browser.newContext({bypassCSP: true, ...options});
  const opened = await context.newPage();
  opened.errors = [];
  opened.on('console', message => message.type() === 'error' && opened.errors.push(message.text()));
  opened.on('pageerror', error => opened.errors.push(String(error)));
  await opened.goto(address);
  await opened.waitForFunction(() => document.querySelectorAll('#panel > *').length > 0, null, {timeout: 60000});
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
  await check(`${name}: the panel is live within two seconds`, async () => {
    await opened.waitForFunction(async () => {
      const frame = (await (await fetch('/api/status')).json()).light.frame.flatMap(row => row.split(/\s+/));
      const shown = [...document.querySelectorAll('#panel > *')].map(pixel => pixel.style.backgroundColor);
      return frame.every((hex, i) => shown[i] === `rgb(${[1, 3, 5].map(j => parseInt(hex.slice(j, j + 2), 16)).join(', ')})`);
    }, null, {timeout: 2000, polling: 100});
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
  expect(await stranger.locator('#window-verbs').isVisible(), false, 'verbs');
  expect((await colours(stranger)).length > 0, true, 'pixels');
});

const reader = await page({viewport: {width: 1280, height: 900}}, link);
await check('a letter is shown when it was written, and not before', async () => {
  const answered = reader.waitForResponse(response => response.url().endsWith('/letter'));
  await reader.locator('#letter-open').click();
  expect((await answered).status(), 404, 'without a letter');
  await reader.locator('#letter-write').click();
  await reader.waitForSelector('#letter:visible', {timeout: 60000});
});

const watching = await page({viewport: {width: 390, height: 900}}, link);
await check('a verb shows its calls first and does nothing when it is left', async () => {
  await watching.locator('#window-verbs button').first().click();
  await watching.waitForSelector('#confirm[open]');
  expect((await watching.textContent('#confirm-lines')).length > 0, true, 'lines');
  await watching.keyboard.press('Escape');
  expect(await watching.locator('#confirm[open]').count(), 0, 'open dialogs');
});
console.log('stop now');
await check('a service that is gone is told within seven seconds', async () =>
    watching.waitForSelector('#stale:visible', {timeout: 60000}));
await browser.close();
process.exit(failures ? 1 : 0);
