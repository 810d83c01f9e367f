// The bench page: a worker times workloads (nabla.web.bench); this script asks it and shows what it says. A program can ask
// as well: window.bench(workload, {minMs, reps, firstOnly}) resolves to what the worker measured on ?device=.
(() => {
  const assets = JSON.parse(document.getElementById('assets').textContent);
  const inAddress = new URLSearchParams(location.search).get('device');
  let stop = null;

  // A worker that loads the device's program, so that it is there when it is asked.
  function open(device) {
    const opened = {device, worker: new Worker(assets['worker.js']), failure: ''};
    hear(opened.worker, {error: ({message}) => { opened.failure = message; }});
    opened.worker.postMessage({type: 'init', assets, program: `bench-${device}.wasm`});
    return opened;
  }

  // Each type of message has its own receiver; what nobody caught in the worker comes as an error.
  function hear(worker, receivers) {
    worker.onmessage = ({data}) => receivers[data.type]?.(data);
    worker.onerror = ({message}) => receivers.error({message: message || 'The program of the benchmark could not be loaded.'});
  }

  const chosen = inAddress === 'webgpu' ? 'webgpu' : 'simd';
  // The worker asks for these one after another; by then they have come. It tells if they cannot be had.
  for (const name of [`bench-${chosen}.wasm`, 'classes.wasm-runtime.js', 'simd.js']) fetch(assets[name]).catch(() => {});
  let ready = open(chosen);

  // A worker of its own for each workload, so that none finds another's memory.
  function measure(device, name, options, progress) {
    const opened = ready?.device === device ? ready : open(device);
    if (opened === ready) ready = null;
    const {worker} = opened;
    const [, workload, size] = /^(matmul)-(\d+)$/.exec(name) ?? [, name];
    return new Promise((resolve, reject) => {
      const fail = ({message}) => reject(new Error(message));
      stop = () => fail({message: 'Cancelled.'});
      hear(worker, {progress, result: resolve, error: fail});
      if (opened.failure) fail({message: opened.failure});
      worker.postMessage({type: 'bench', workload, size: Number(size), ...options});
    }).finally(() => {
      stop = null;
      worker.terminate();
    });
  }

  const digits = (count) => (number) => Number(number.toPrecision(count));

  window.bench = async (workload, {minMs = 1200, reps = 3, firstOnly = false} = {}) => {
    const load = workload === 'load';
    const result = await measure(
      chosen,
      load ? 'mlp-b128' : workload,
      {minMs, reps, firstOnly: firstOnly || load},
      () => {});
    const now = performance.now();
    const {type, loss, lossSteps, all, ...told} = result;
    if (loss) Object.assign(told, {loss: Array.from(loss, digits(6)), lossSteps: Array.from(lossSteps)});
    if (all) told.all = Array.from(all, digits(5));
    return firstOnly || load ? {...told, msToFirstStep: now} : told;
  };

  const byId = (id) => document.getElementById(id);
  const speeds = new Map();

  function tell(state, text) {
    byId('status').dataset.state = state;
    byId('status').textContent = text;
  }

  function element(name, text) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    return made;
  }

  function show(cell, {stepsPerSec, gflops}, megaflop) {
    const arithmetic = gflops ?? stepsPerSec * megaflop / 1000;
    const rate = stepsPerSec ?? gflops;
    const digitsAfter = rate < 10 ? 2 : rate < 100 ? 1 : 0;
    const rounded = (number, count) => number.toLocaleString('en', {minimumFractionDigits: count, maximumFractionDigits: count});
    const line = element('div');
    line.className = 'speed';
    line.append(element('strong', rounded(rate, digitsAfter) + (gflops ? ' GFLOP/s' : ' steps/s')));
    if (!gflops) line.append(element('span', rounded(arithmetic, arithmetic < 10 ? 2 : 1) + ' GFLOP/s'));
    const bar = element('div');
    bar.className = 'speed-bar';
    bar.setAttribute('aria-hidden', 'true');
    bar.append(element('i'));
    cell.classList.remove('failed');
    cell.replaceChildren(line, bar);
    speeds.set(cell, arithmetic);
    const most = Math.max(...speeds.values());
    for (const [each, speed] of speeds) each.querySelector('i').style.width = `${100 * speed / most}%`;
  }

  async function run() {
    const devices = byId('device').value.split(' ');
    const rows = [...document.querySelectorAll('[data-workload]')];
    const total = devices.length * rows.length;
    let done = 0;
    byId('start').disabled = byId('device').disabled = true;
    byId('cancel').disabled = false;
    let cancelled = false;
    byId('cancel').onclick = () => {
      cancelled = true;
      stop?.();
    };
    for (const row of rows) {
      for (const device of devices) {
        const cell = row.querySelector(`[data-device=${device}]`);
        const name = row.querySelector('th').firstChild.textContent;
        tell('running', `${done + 1} of ${total}: ${name} on the ${device === 'simd' ? 'CPU' : 'GPU'} …`);
        row.classList.add('now');
        try {
          const result = await measure(device, row.dataset.workload, {minMs: 800, reps: 3}, ({text}) => { cell.title = text; });
          show(cell, result, Number(row.dataset.megaflop));
          if (device === 'webgpu') byId('gpu').textContent = result.machine;
        } catch (error) {
          if (!cancelled) {
            speeds.delete(cell);
            cell.classList.add('failed');
            cell.textContent = error.message;
          }
        }
        row.classList.remove('now');
        if (cancelled) break;
        byId('progress').value = ++done / total;
      }
      if (cancelled) break;
    }
    tell(cancelled ? 'idle' : 'done', cancelled ? `Cancelled after ${done} of ${total}.` : 'Done.');
    if (cancelled) byId('progress').value = 0;
    byId('start').disabled = byId('device').disabled = false;
    byId('cancel').disabled = true;
  }

  function begin() {
    byId('device').value = chosen;
    const brands = navigator.userAgentData?.brands.filter(({brand}) => !/not.a.brand/i.test(brand)) ?? [];
    const known = brands.find(({brand}) => brand !== 'Chromium') ?? brands[0];
    const agent = /(Firefox|Version|Chrome)\/([\d.]+)/.exec(navigator.userAgent);
    const browser = known ? `${known.brand} ${known.version}` : agent ? `${agent[1] === 'Version' ? 'Safari' : agent[1]} ${agent[2]}` : 'unknown';
    byId('browser').textContent = `${browser}, ${navigator.userAgentData?.platform || navigator.platform}`;
    byId('processor').textContent = `${navigator.hardwareConcurrency} threads; one is used`;
    byId('start').addEventListener('click', run);
  }

  // The script comes before the page's text, because the worker's programs take longest to load.
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
  else begin();
})();
