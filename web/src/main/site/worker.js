// Loads the worker's program. The first message carries the map of asset addresses; messages that come before the
// program listens are kept in order and handed over (nabla.web.js.WorkerScope takes them).
self.nablaWaiting = [];
self.onmessage = (event) => {
  self.nablaWaiting.push(event.data);
  if (event.data.type === 'init') load(event.data.assets);
};

async function load(assets) {
  try {
    importScripts(assets['classes.wasm-runtime.js'], assets['simd.js']);
    const program = await TeaVM.wasmGC.load(assets['worker.wasm'], nablaSimd.options());
    program.exports.main([]);
  } catch (error) {
    postMessage({type: 'error', message: 'The training program could not be loaded: ' + (error.message || error)});
  }
}
