// Loads the page's program. What it needs comes from the page: the map of asset addresses.
(async () => {
  const assets = JSON.parse(document.getElementById('assets').textContent);
  // What the page's program will start a worker with comes meanwhile; the worker tells if it cannot be had.
  for (const name of ['worker.wasm', 'worker.js', 'simd.js']) fetch(assets[name]).catch(() => {});
  try {
    const program = await TeaVM.wasmGC.load(assets['app.wasm']);
    program.exports.main([]);
  } catch (error) {
    console.error(error);
    for (const status of document.querySelectorAll('[data-testid=status]')) {
      status.dataset.state = 'error';
      status.textContent = 'This browser cannot run the lab. It needs WebAssembly with garbage collection: '
        + 'Chrome or Edge 137, Firefox 131, Safari 18.4, or newer. The text can be read all the same.';
    }
  }
})();
