// Sets the remembered colour scheme before the first paint and serves the switch in the header.
(() => {
  const root = document.documentElement;
  const remembered = () => { try { return localStorage.getItem('nabla.theme'); } catch { return null; } };
  const remember = (theme) => { try { localStorage.setItem('nabla.theme', theme); } catch { /* private mode */ } };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const current = () => root.dataset.theme || (dark.matches ? 'dark' : 'light');

  if (remembered()) root.dataset.theme = remembered();

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    if (!button) return;
    const label = () => button.setAttribute('aria-label', current() === 'dark' ? 'Switch to light' : 'Switch to dark');
    const announce = () => { label(); dispatchEvent(new Event('nabla-theme')); };
    button.addEventListener('click', () => {
      root.dataset.theme = current() === 'dark' ? 'light' : 'dark';
      remember(root.dataset.theme);
      announce();
    });
    dark.addEventListener('change', announce);
    button.hidden = false;
    label();
  });
})();
