// checks.html?device=simd&suite=checks: runs a suite on a device; the title becomes "done". What it did is in results
// (name, problem: empty if there was none, skipped: whether it did not run) and in notes. nabla.tests.checks.Program tells
// which devices and suites there are; further parameters, in their order, are the suite's arguments.
self.results = [];
self.notes = [];

self.note = sentence => {
  self.notes.push(sentence);
  document.querySelector('pre').textContent += `note  ${sentence}\n`;
};

self.report = (name, problem, skipped) => {
  self.results.push({ name, problem, skipped });
  const outcome = skipped ? 'skipped' : problem ? 'FAILED' : 'ok';
  document.querySelector('pre').textContent += `${outcome}  ${name}  ${problem}\n`;
};

self.finish = () => {
  document.title = 'done';
};

self.onerror = message => {
  self.report('the program ends without an uncaught error', String(message), false);
  self.finish();
};

self.onunhandledrejection = event => self.onerror(event.reason);

(async () => {
  const given = new URLSearchParams(location.search);
  const name = given.get('suite') === 'conformance' ? 'conformance.wasm' : 'checks.wasm';
  const program = await TeaVM.wasmGC.load(name, nablaSimd.options());
  await program.exports.main([...given.values()]);
})();
