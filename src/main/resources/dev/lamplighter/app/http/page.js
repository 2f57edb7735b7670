'use strict';
// The status page: shows each state that the service sends by server-sent events. All text is set as text, never as HTML.

const byId = id => document.getElementById(id);
const STALE_AFTER_MS = 4000; // the service sends a beat a second
const OPEN_AGAIN_AFTER_MS = {closed: 1000, silent: 10000};
let state = null;
let clockSkewMs = 0; // how much later the service's clock is than this browser's
let chosenPixel = '';

function element(name, options = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (key === 'class') made.className = value;
    else if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== ''));
  return made;
}

const now = () => new Date(Date.now() + clockSkewMs);

function when(iso, zone, seconds = false) {
  const time = new Date(iso);
  const sameDay = new Intl.DateTimeFormat('en-CA', {timeZone: zone, dateStyle: 'short'});
  const short = {timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(seconds ? {second: '2-digit'} : {})};
  const day = sameDay.format(time) === sameDay.format(now()) ? {} : {weekday: 'short', day: 'numeric', month: 'short'};
  return new Intl.DateTimeFormat('en-GB', {...day, ...short}).format(time);
}

function length(ms) {
  const minutes = Math.max(0, Math.round(ms / 60000));
  const days = Math.floor(minutes / 1440), hours = Math.floor(minutes / 60) % 24;
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  return ms < 60000 ? `${Math.max(0, Math.round(ms / 1000))} s` : `${minutes} min`;
}

// --- Headline ---------------------------------------------------------------------------------------------------------
function showSentence() {
  const sentence = byId('sentence');
  if (sentence.textContent !== state.sentence) sentence.textContent = state.sentence;
  sentence.dataset.level = state.level;
  document.title = state.sentence + ' · Lamplighter';
}

// --- Windows ----------------------------------------------------------------------------------------------------------
/** Those that are open or on their way there, or else the next one. */
function currentOccurrences() {
  const time = now().getTime(), at = iso => new Date(iso).getTime();
  const coming = (state.next || []).filter(each => each.opens && at(each.end) > time).sort((a, b) => at(a.start) - at(b.start));
  const underWay = coming.filter(each => at(each.leadStart || each.start) <= time);
  return underWay.length ? underWay : coming.slice(0, 1);
}

function phaseOf(name) {
  const found = ((state.status || {}).windows || {}).all || [];
  return (found.find(window => window.name === name) || {}).state || '';
}

const cards = new Map(); // an occurrence keeps its card, so that a button keeps the keyboard's focus

function showWindow() {
  const list = byId('window-card'), time = now(), shown = currentOccurrences();
  const isOpen = each => new Date(each.start) <= time;
  byId('window-title').textContent = shown.length > 1 ? 'Windows now' : shown.some(isOpen) ? 'Open now' : 'Next window';
  if (!shown.length) {
    list.replaceChildren(element('p', {class: 'dim'}, 'No window opens, as far ahead as the calendar goes.'));
    return;
  }
  const articles = shown.map(each => windowCard(each, isOpen(each), time));
  if (articles.length === list.children.length && articles.every((article, i) => article === list.children[i])) return;
  list.replaceChildren(...articles);
  for (const [key, article] of cards) if (!articles.includes(article)) cards.delete(key);
}

function windowCard(occurrence, isOpen, time) {
  const {window, zone} = occurrence, key = `${window} ${occurrence.start}`;
  const start = new Date(occurrence.start), end = new Date(occurrence.end);
  if (!cards.has(key)) cards.set(key, element('article', {}, element('div'), element('div', {class: 'verbs'})));
  const article = cards.get(key), isShort = end - start < 600000;
  const steps = (state.steps || []).filter(step => step.window === window);
  article.firstChild.replaceChildren(
      element('h3', {}, window),
      element('p', {class: 'big'}, isOpen ? `ends in ${length(end - time)}` : `in ${length(start - time)}`),
      element('p', {class: 'dim'}, `${when(occurrence.start, zone, isShort)} to ${when(occurrence.end, zone, isShort)} (${zone})`),
      phaseOf(window) === 'OPEN' && steps.every(step => step.done) ? element('p', {}, 'Everything it needs is there.') : '',
      element('ul', {class: 'steps'}, ...steps.map(stepItem)));
  showVerbs(article.lastChild, occurrence, isOpen);
  return article;
}

const STEP_WORDS = {instance: 'Machine', volume: 'Volume', address: 'Address', page: 'Page', route: 'Your route'};

function stepItem(step) {
  const kind = step.action === 'ALERT' ? 'bad' : step.done ? 'done' : 'wait';
  const slot = step.resource.startsWith(`${step.window}/`) && step.resource.slice(step.window.length + 1);
  const what = slot ? `Slot ${slot}` : `${STEP_WORDS[step.kind] || step.kind} ${step.name || step.resource}`;
  return element('li', {class: kind}, `${what}: ${localTimes(step.reason)}`);
}

// --- Verbs ------------------------------------------------------------------------------------------------------------
function showVerbs(verbs, {window}, isOpen) {
  verbs.hidden = !state.known;
  if (verbs.dataset.of === String(isOpen)) return;
  verbs.dataset.of = isOpen;
  const open = [['Extend by 15 min', 'extend', {window, for: '15m'}], ['Extend by 30 min', 'extend', {window, for: '30m'}],
    ['Close now', 'close', {window}]];
  const shut = [['Skip it', 'skip', {window, which: 'next'}], ['Open now for 1 h', 'open', {window, for: '1h'}]];
  verbs.replaceChildren(...(isOpen ? open : shut).map(([label, verb, values]) =>
      element('button', {type: 'button', 'aria-label': `${window}: ${label}`, onclick: () => act(verb, values)}, label)));
}

async function post(path, values) {
  const response = await fetch(path,
      {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(values)});
  const answer = await response.json();
  const problem = answer.problem;
  return {ok: response.ok,
    lines: answer.lines || [problem ? `${problem.what}: ${problem.why}; fix: ${problem.fix}` : answer.refused]};
}

/** Shows what the verb would do, and does it if that is confirmed. */
async function act(verb, values) {
  const reason = 'by the status page';
  const trial = await post(`/windows/${verb}`, {...values, reason, dryRun: 'true'});
  const dialog = byId('confirm');
  byId('confirm-title').textContent = trial.ok ? 'What would happen' : 'Not possible';
  byId('confirm-lines').textContent = trial.lines.join('\n');
  byId('confirm-yes').hidden = !trial.ok;
  dialog.returnValue = 'no';
  dialog.onclose = async () => {
    if (dialog.returnValue !== 'yes') return;
    const done = await post(`/windows/${verb}`, {...values, reason, noWait: 'true'});
    byId('confirm-title').textContent = done.ok ? 'Done' : 'Not done';
    byId('confirm-lines').textContent = done.lines.join('\n');
    byId('confirm-yes').hidden = true;
    dialog.onclose = null;
    dialog.showModal();
  };
  dialog.showModal();
}

// --- Light ------------------------------------------------------------------------------------------------------------
const FRESHNESS = {FRESH: 'up to date', STALE: 'out of date', LOST: 'no longer known', NO_POLL_YET: 'waiting for EC2'};

function showLight() {
  const light = state.light || {}, panel = byId('panel'), frame = light.frame || [];
  if (!frame.length) {
    panel.replaceChildren();
    byId('light-note').textContent = light.freshness ? 'The panel shows nothing.' : 'The light is off.';
    return;
  }
  panel.style.gridTemplateColumns = `repeat(${light.width}, 1fr)`;
  const pixels = frame.flatMap((row, y) => row.split(/\s+/).map((colour, x) => ({x, y, colour})));
  const kind = light.meanings ? 'button' : 'span';
  panel.setAttribute('role', light.meanings ? 'group' : 'img');
  if (panel.children.length !== pixels.length || panel.dataset.kind !== kind) {
    panel.dataset.kind = kind;
    panel.replaceChildren(...pixels.map(({x, y}) => kind === 'span' ? element('span') : element('button',
        {type: 'button', onclick: () => { chosenPixel = `${x},${y}`; showPixel(); }})));
  }
  pixels.forEach(({x, y, colour}, i) => {
    panel.children[i].style.backgroundColor = colour;
    if (kind === 'button') {
      const meaning = localTimes(light.meanings[`${x},${y}`] || 'nothing');
      panel.children[i].title = meaning;
      panel.children[i].setAttribute('aria-label', `${x},${y}: ${meaning}`);
    }
  });
  const age = light.lastPollAt ? `, EC2 answered ${length(now() - new Date(light.lastPollAt))} ago` : '';
  byId('light-note').textContent = `${FRESHNESS[light.freshness] || light.freshness}${age}`;
  showPixel();
}

function showPixel() {
  const meanings = (state.light || {}).meanings || {};
  byId('pixel-note').textContent = chosenPixel ? `${chosenPixel}: ${localTimes(meanings[chosenPixel] || 'nothing')}` : '';
}

// --- Week -------------------------------------------------------------------------------------------------------------
const SVG = 'http://www.w3.org/2000/svg';
const DAY_MS = 86400000;

function rect(kind, x, width, title) {
  const made = document.createElementNS(SVG, 'rect');
  made.setAttribute('class', kind);
  made.setAttribute('x', Math.max(0, x) * 240);
  made.setAttribute('width', Math.max(0.8, (Math.min(1, x + width) - Math.max(0, x)) * 240));
  made.setAttribute('y', kind === 'day' ? 6 : 2);
  made.setAttribute('height', kind === 'day' ? 12 : 20);
  if (title) made.append(Object.assign(document.createElementNS(SVG, 'title'), {textContent: title}));
  return made;
}

/** Seven days in this browser's time, a row each. */
function showWeek() {
  const band = element('div', {class: 'band'}), first = now();
  first.setHours(0, 0, 0, 0);
  for (let day = 0; day < 7; day++) {
    const begin = new Date(first);
    begin.setDate(first.getDate() + day);
    const end = new Date(begin);
    end.setDate(begin.getDate() + 1);
    const span = end - begin, svg = document.createElementNS(SVG, 'svg'), told = [];
    svg.setAttribute('viewBox', '0 0 240 24');
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('role', 'img');
    svg.append(rect('day', 0, 1));
    for (const each of state.next || []) {
      const from = new Date(each.start), to = new Date(each.end);
      if (to <= begin || from >= end) continue;
      const words = `${each.window} ${when(each.start)} to ${when(each.end)}${each.opens ? '' : ', not opened'}`;
      told.push(words);
      svg.append(rect(each.opens ? 'on' : 'shut', (from - begin) / span, (to - from) / span, words));
    }
    if (day === 0) svg.append(rect('now', (now() - begin) / span, 0, 'now'));
    svg.setAttribute('aria-label', told.join('; ') || 'no window');
    band.append(element('span', {},
        new Intl.DateTimeFormat('en-GB', {weekday: 'short', day: 'numeric'}).format(begin)), svg);
  }
  band.append(element('span'), element('span', {class: 'scale'}, ...['0:00', '6:00', '12:00', '18:00', '24:00']));
  const scale = band.lastChild;
  scale.replaceChildren(...['0:00', '6:00', '12:00', '18:00', '24:00'].map(text => element('span', {}, text)));
  byId('week-band').replaceChildren(band);
}

// --- Tables -----------------------------------------------------------------------------------------------------------
function table(id, heads, rows) {
  byId(id).replaceChildren(
      element('thead', {}, element('tr', {}, ...heads.map(([text, kind]) => element('th', {scope: 'col', class: kind || ''}, text)))),
      element('tbody', {}, ...rows.map(cells => element('tr', {}, ...cells.map((cell, i) =>
          element('td', {class: cell && cell.bad ? 'bad' : heads[i][1] || '', ...(cell && cell.title ? {title: cell.title} : {})},
              cell && cell.node ? cell.node : String(cell && cell.text !== undefined ? cell.text : cell ?? '')))))));
}

function showAlerts() {
  const raised = ((state.status || {}).alerts || {}).raised || [], texts = raised.map(alert => alert.text);
  const aside = ((state.status || {}).setAside || []).filter(line => !texts.includes(line));
  byId('alerts').hidden = raised.length + aside.length === 0;
  byId('alert-list').replaceChildren(
      ...raised.map(alert => element('li', {}, `${alert.severity === 'ERROR' ? '✖' : '▲'} since ${when(alert.since)}: ${localTimes(alert.text)}`)),
      ...aside.map(line => element('li', {}, `set aside: ${localTimes(line)}`)));
}

const SHAPES = {running: '●', pending: '▲', stopping: '◆', 'shutting-down': '◆', stopped: '■', terminated: '☐'};

/** Times in UTC, as lines for programs have them, in this browser's. */
function localTimes(text) {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, iso => when(iso));
}

function showInstances() {
  const instances = (state.light || {}).instances || [];
  byId('instances').hidden = instances.length === 0;
  table('instance-table', [['Name'], ['State', 'id'], ['Light'], ['Pixel', 'id'], ['Id', 'id']], instances.map(each =>
      [each.name, `${SHAPES[each.state] || '✖'} ${each.state}`, localTimes(each.meaning), each.position, each.instanceId]));
}

function rounded(costs) {
  return (costs || []).map(({amount, currency}) => `${Number(amount).toLocaleString('en', {minimumFractionDigits: 2,
    maximumFractionDigits: 2})} ${currency}`).join(' and ');
}

let exact = false;

/** A value as it is rounded, or with every digit; the other one is its tooltip. */
function shown(cell) {
  return exact && cell.exact ? {text: cell.exact, title: cell.shown} : {text: cell.shown, title: cell.exact};
}

function figureTile(figure) {
  const value = shown({shown: figure.value, exact: figure.exact});
  const budget = figure.budget;
  const meter = budget && element('div', {class: 'meter', 'aria-hidden': 'true'},
      ...[['forecast', budget.forecast], ['spent', budget.spent]].filter(([, share]) => share !== null).map(([kind, share]) => {
        const bar = element('span', {class: Number(share) > 100 ? `${kind} over` : kind});
        bar.style.width = `${Math.max(0, Math.min(100, Number(share)))}%`;
        return bar;
      }));
  return element('div', {}, element('dt', {}, figure.name), element('dd', {class: 'value', title: value.title}, value.text),
      element('dd', {class: 'dim'}, figure.beside), meter ? element('dd', {}, meter) : '');
}

function chartTable(chart, name) {
  const numeric = (chart.table.rows[0] || []).map(cell => cell.exact !== '');
  return element('div', {class: 'table', role: 'group', 'aria-label': `Table of ${name}`, tabindex: '0'}, element('table', {},
      element('thead', {}, element('tr', {}, ...chart.table.headings.map((text, i) =>
          element(text ? 'th' : 'td', text ? {scope: 'col', class: numeric[i] ? 'number' : ''} : {}, text)))),
      element('tbody', {}, ...chart.table.rows.map(row => element('tr', {}, ...row.map(cell => {
        const value = shown(cell);
        return element('td', {class: cell.exact ? 'number' : '', title: value.title}, value.text);
      }))))));
}

function chartPart(chart, section, id) {
  const name = `${section.heading}: ${chart.title}${chart.unit ? `, ${chart.unit}` : ''}`;
  const open = (document.getElementById(id) || {}).open;
  const details = element('details', {id}, element('summary', {}, 'Table'), chartTable(chart, name));
  if (open) details.open = true;
  return element('figure', {},
      element('figcaption', {class: 'dim'}, section.charts.length === 1 && chart.unit ? `in ${chart.unit}` : `${chart.title}${chart.unit ? `, ${chart.unit}` : ''}`),
      element('img', {src: chart.image, alt: `${name}. ${chart.description}`}), details);
}

let shownFigures = '';

function showFigures() {
  const reports = (state.costs || {}).reports || [];
  const text = JSON.stringify([reports, exact]);
  if (text === shownFigures) return; // an open table stays open, and what is focused keeps the focus
  shownFigures = text;
  byId('exact-line').hidden = reports.length === 0;
  byId('cost-figures').replaceChildren(...reports.flatMap((report, r) => [
    element('h3', {}, reports.length > 1 ? `${report.title}, report ${report.report}` : report.title),
    report.warning ? element('p', {class: 'warning'}, report.warning) : '',
    element('dl', {class: 'figures'}, ...report.figures.map(figureTile)),
    ...report.sentences.map(sentence => element('p', {class: 'said'}, sentence)),
    element('div', {class: 'charts'}, ...report.sections.map((section, s) => element('div', {class: 'chart'},
        element('h4', {}, section.heading), section.lead ? element('p', {class: 'dim'}, section.lead) : '',
        ...section.charts.map((chart, c) => chartPart(chart, section, `table-${r}-${s}-${c}`)),
        element('p', {class: 'dim'}, section.note))))]).filter(part => part !== ''));
}

const PHASES = {SEEN: [10, 'delivered'], CONVERTED: [75, 'converted'], PUBLISHED: [100, 'shown']};

/** How far a version is on its way to its table: delivered, converted, shown. */
function versionProgress(version) {
  const [done, word] = PHASES[version.phase] || [null, version.phase.toLowerCase()];
  if (done === null || done === 100) return {text: word, title: version.reason || ''};
  const label = version.retryAt ? `${word}, again ${when(version.retryAt)}` : word;
  return {node: element('span', {}, element('progress', {max: '100', value: String(done), 'aria-label': `${version.billingPeriod}: ${label}`}),
      ` ${label}`)};
}

function showCosts() {
  const costs = (state.status || {}).costs || {};
  byId('costs').hidden = !costs.enabled;
  if (!costs.enabled) return;
  showFigures();
  byId('conversion').hidden = !state.conversion;
  byId('conversion-line').textContent = `Converting: ${state.conversion}`;
  byId('conversion-bar').value = Math.max(0, state.conversionPercent);
  const told = (state.reports || []).filter(version => version.current || !['SUPERSEDED', 'WITHDRAWN'].includes(version.phase))
      .sort((a, b) => b.billingPeriod.localeCompare(a.billingPeriod) || b.changedAt.localeCompare(a.changedAt));
  byId('report-note').textContent = told.length ? '' : 'No report has been delivered yet.';
  byId('report-table').parentElement.hidden = told.length === 0;
  table('report-table', [['Month'], ['Report'], ['Bill', 'number'], ['Rows', 'number'], ['State'], ['Progress'], ['Since'], ['Why']],
      told.map(version => [version.billingPeriod, version.report,
        shown({shown: rounded(version.unblendedCosts),
          exact: (version.unblendedCosts || []).map(cost => `${cost.amount} ${cost.currency}`).join(' and ')}),
        version.rows === null ? '' : Number(version.rows).toLocaleString('en'), version.state, versionProgress(version),
        when(version.changedAt), {text: version.current ? '' : version.reason || '', bad: version.phase === 'REFUSED'}]));
}

function showRoutes() {
  const routes = state.routes || [];
  byId('routes').hidden = routes.length === 0;
  const failing = routes.filter(route => route.lastFailure !== '').length;
  byId('routes-title').textContent = failing ? `Routes, ${failing} of ${routes.length} failing` : `Routes, ${routes.length}`;
  table('route-table', [['Route'], ['State'], ['Messages', 'number'], ['Failed', 'number'], ['Last success'], ['Last failure']], routes.map(route =>
      [route.route, route.state, route.messages.toLocaleString('en'), route.failures.toLocaleString('en'),
        route.lastSuccessAgeSeconds < 0 ? '' : `${length(route.lastSuccessAgeSeconds * 1000)} ago`,
        {text: route.lastFailure, bad: route.lastFailure !== ''}]));
}

// --- State ------------------------------------------------------------------------------------------------------------
function show() {
  showSentence();
  showWindow();
  showLight();
  showWeek();
  showAlerts();
  showInstances();
  showCosts();
  showRoutes();
  byId('session-note').hidden = state.known;
  byId('session-end').hidden = !state.known;
}

// --- Connection -------------------------------------------------------------------------------------------------------
/** By both clocks: the one stands still while the machine sleeps, the other one may be set. */
const moment = () => ({ticks: performance.now(), clock: Date.now()});
const since = then => Math.max(performance.now() - then.ticks, Date.now() - then.clock);

let events = null, listenedAt = moment(), heardAt = moment();
let failures = 0; // since the service was last reached

function heard(iso) {
  heardAt = moment();
  failures = 0;
  clockSkewMs = new Date(iso).getTime() - heardAt.clock;
  if (byId('stale').hidden) return;
  byId('stale').hidden = true;
  if (state) showSentence();
}

function listen() {
  if (events) events.close();
  listenedAt = moment();
  events = new EventSource('/api/events');
  events.addEventListener('open', () => { failures = 0; });
  events.addEventListener('state', event => {
    state = JSON.parse(event.data);
    heard(state.at);
    show();
  });
  events.addEventListener('beat', event => heard(event.data));
  events.addEventListener('error', () => {
    failures++; // one is how each answer ends; a second one means that nobody answers
    if (failures > 1) {
      events.close();
      watch();
    }
  });
}

/** Tells when the service no longer answers, and asks it again: also where the connection stands and nothing comes through it. */
function watch() {
  const silent = since(heardAt) > STALE_AFTER_MS, closed = events.readyState === EventSource.CLOSED;
  const stale = byId('stale');
  if ((silent || failures > 1) && stale.hidden) {
    const last = when(new Date(heardAt.clock + clockSkewMs).toISOString());
    stale.textContent = state ? `The service has not answered since ${last}. What stands below is as it was then.`
        : 'The service does not answer.';
    stale.hidden = false;
    byId('sentence').dataset.level = 'STALE';
    document.title = 'No answer · Lamplighter';
  }
  if ((silent || closed) && since(listenedAt) > (closed ? OPEN_AGAIN_AFTER_MS.closed : OPEN_AGAIN_AFTER_MS.silent)) listen();
}

function everySecond() {
  if (state) {
    showWindow();
    showLight();
  }
}

/** Exchanges the token of the link for a cookie, and takes it out of the address. */
async function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return;
  history.replaceState(null, '', location.pathname);
  await post('/api/session', {token});
}

byId('session-end').addEventListener('click', async () => {
  await fetch('/api/session', {method: 'DELETE'});
  location.reload();
});
async function showLetter() {
  const response = await fetch('/letter');
  byId('letter-note').textContent = response.ok ? '' : response.status === 404 ? 'No letter is kept yet.' : 'The letter can\'t be shown.';
  byId('letter').hidden = !response.ok;
  if (response.ok) byId('letter').src = '/letter';
}

byId('letter-open').addEventListener('click', showLetter);
byId('letter-write').addEventListener('click', async () => {
  byId('letter-note').textContent = 'Writing …';
  const written = await post('/letter', {});
  if (written.ok) await showLetter();
  else byId('letter-note').textContent = written.lines.join(' ');
});
byId('exact').addEventListener('click', () => {
  exact = !exact;
  byId('exact').setAttribute('aria-pressed', String(exact));
  showCosts();
});
takeToken().finally(() => {
  listen();
  setInterval(everySecond, 1000);
  setInterval(watch, 200);
  document.addEventListener('visibilitychange', watch);
});
