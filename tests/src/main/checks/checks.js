// checks.html?device=simd (or webgpu, webgpu-cooperative): runs the checks on the device; the title becomes "done". Each check reports its name and,
// if it failed, the problem.
self.results = [];
self.notes = [];

self.note = sentence => {
  self.notes.push(sentence);
  document.querySelector('pre').textContent += `note  ${sentence}\n`;
};

self.report = (name, problem) => {
  self.results.push({ name, problem });
  document.querySelector('pre').textContent += `${problem ? 'FAILED' : 'ok'}  ${name}  ${problem}\n`;
};

self.finish = () => {
  document.title = 'done';
};

self.onerror = message => {
  self.report('the program ends without an uncaught error', String(message));
  self.finish();
};

self.onunhandledrejection = event => self.onerror(event.reason);

(async () => {
  const device = new URLSearchParams(location.search).get('device');
  const program = await TeaVM.wasmGC.load('checks.wasm', nablaSimd.options());
  await program.exports.main([device]);
})();
