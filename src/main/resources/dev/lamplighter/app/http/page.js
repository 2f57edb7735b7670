'use strict';
// The status page: shows each state that the service sends by server-sent events. All text is set as text, never as HTML.

const byId = id => document.getElementById(id);
const STALE_AFTER_MS = 5000;
let state = null;
let heardAt = Date.now();
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

function when(iso, zone) {
  const time = new Date(iso);
  const sameDay = new Intl.DateTimeFormat('en-CA', {timeZone: zone, dateStyle: 'short'});
  const short = {timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23'};
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

// --- Window -----------------------------------------------------------------------------------------------------------
function currentOccurrence() {
  const time = now().getTime();
  return (state.next || []).filter(each => each.opens && new Date(each.end).getTime() > time)
      .sort((a, b) => new Date(a.start) - new Date(b.start))[0] || null;
}

function phaseOf(name) {
  const found = ((state.status || {}).windows || {}).all || [];
  return (found.find(window => window.name === name) || {}).state || '';
}

function showWindow() {
  const card = byId('window-card');
  const occurrence = currentOccurrence();
  if (!occurrence) {
    card.replaceChildren(element('p', {class: 'dim'}, 'No window opens, as far ahead as the calendar goes.'));
    byId('window-verbs').hidden = true;
    return;
  }
  const start = new Date(occurrence.start), end = new Date(occurrence.end), time = now();
  const isOpen = start <= time;
  byId('window-title').textContent = isOpen ? 'Open now' : 'Next window';
  const countdown = isOpen ? `ends in ${length(end - time)}` : `in ${length(start - time)}`;
  const steps = (state.steps || []).filter(step => step.window === occurrence.window);
  const phase = phaseOf(occurrence.window);
  card.replaceChildren(
      element('p', {class: 'dim'}, occurrence.window),
      element('p', {class: 'big', id: 'countdown'}, countdown),
      element('p', {class: 'dim'},
          `${when(occurrence.start, occurrence.zone)} to ${when(occurrence.end, occurrence.zone)} (${occurrence.zone})`),
      phase === 'OPEN' ? element('p', {}, 'Everything it needs is there.') : '',
      element('ul', {class: 'steps'}, ...steps.map(stepItem)));
  showVerbs(occurrence, isOpen);
}

const STEP_WORDS = {instance: 'Machine', volume: 'Volume', address: 'Address', page: 'Page', route: 'Your route'};

function stepItem(step) {
  const kind = step.action === 'ALERT' ? 'bad' : step.done ? 'done' : 'wait';
  return element('li', {class: kind},
      `${STEP_WORDS[step.kind] || step.kind} ${step.name || step.resource}: ${localTimes(step.reason)}`);
}

// --- Verbs ------------------------------------------------------------------------------------------------------------
function showVerbs(occurrence, isOpen) {
  const verbs = byId('window-verbs');
  verbs.hidden = !state.known;
  const wanted = `${occurrence.window} ${isOpen}`;
  if (verbs.dataset.of === wanted) return; // a button keeps the keyboard's focus
  verbs.dataset.of = wanted;
  const window = occurrence.window;
  const open = [['Extend by 15 min', 'extend', {window, for: '15m'}], ['Extend by 30 min', 'extend', {window, for: '30m'}],
    ['Close now', 'close', {window}]];
  const shut = [['Skip it', 'skip', {window, which: 'next'}], ['Open now for 1 h', 'open', {window, for: '1h'}]];
  verbs.replaceChildren(...(isOpen ? open : shut).map(([label, verb, values]) =>
      element('button', {type: 'button', onclick: () => act(verb, values)}, label)));
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
          element('td', {class: cell && cell.bad ? 'bad' : heads[i][1] || ''}, String(cell && cell.text !== undefined ? cell.text : cell ?? '')))))));
}

function showAlerts() {
  const raised = ((state.status || {}).alerts || {}).raised || [], aside = (state.status || {}).setAside || [];
  byId('alerts').hidden = raised.length + aside.length === 0;
  byId('alert-list').replaceChildren(
      ...raised.map(alert => element('li', {}, `${alert.severity === 'ERROR' ? '✖' : '▲'} since ${when(alert.since)}: ${alert.text}`)),
      ...aside.map(line => element('li', {}, `set aside: ${line}`)));
}

const SHAPES = {running: '●', pending: '▲', stopping: '◆', 'shutting-down': '◆', stopped: '■', terminated: '☐'};

/** Times in UTC, as lines for programs have them, in this browser's. */
function localTimes(text) {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, iso => when(iso));
}

function showInstances() {
  const instances = (state.light || {}).instances || [];
  byId('instances').hidden = instances.length === 0;
  table('instance-table', [['Name'], ['State'], ['Light'], ['Pixel', 'id'], ['Id', 'id']], instances.map(each =>
      [each.name, `${SHAPES[each.state] || '✖'} ${each.state}`, localTimes(each.meaning), each.position, each.instanceId]));
}

function rounded(costs) {
  return (costs || []).map(({amount, currency}) => `${Number(amount).toLocaleString('en', {minimumFractionDigits: 2,
    maximumFractionDigits: 2})} ${currency}`).join(' and ');
}

function showCosts() {
  const costs = (state.status || {}).costs || {};
  byId('costs').hidden = !costs.enabled;
  if (!costs.enabled) return;
  byId('conversion').textContent = state.conversion || '';
  const current = (state.reports || []).filter(version => version.current)
      .sort((a, b) => b.billingPeriod.localeCompare(a.billingPeriod));
  table('report-table', [['Month'], ['Report'], ['Bill', 'number'], ['Rows', 'number'], ['State'], ['Since']],
      current.map(version => [version.billingPeriod, version.report, rounded(version.unblendedCosts),
        version.rows === null ? '' : Number(version.rows).toLocaleString('en'), version.state, when(version.changedAt)]));
}

function showRoutes() {
  const routes = state.routes || [];
  byId('routes').hidden = routes.length === 0;
  table('route-table', [['Route'], ['State'], ['Messages', 'number'], ['Failed', 'number'], ['Last failure']], routes.map(route =>
      [route.route, route.state, route.messages, route.failures, {text: route.lastFailure, bad: route.lastFailure !== ''}]));
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

function heard(iso) {
  heardAt = Date.now();
  clockSkewMs = new Date(iso).getTime() - heardAt;
  byId('stale').hidden = true;
}

function listen() {
  const events = new EventSource('/api/events');
  events.addEventListener('state', event => {
    state = JSON.parse(event.data);
    heard(state.at);
    show();
  });
  events.addEventListener('beat', event => heard(event.data));
  return events;
}

function everySecond() {
  const silent = Date.now() - heardAt;
  const stale = byId('stale');
  if (silent > STALE_AFTER_MS) {
    stale.textContent = `The service has not answered for ${length(silent)}. What stands below is as it was then.`;
    stale.hidden = false;
  }
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
byId('letter-open').addEventListener('click', () => {
  byId('letter').hidden = false;
  byId('letter').src = '/letter';
});
takeToken().finally(() => {
  listen();
  setInterval(everySecond, 1000);
});
