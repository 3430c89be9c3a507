import type { Theme } from './messages.js';

/** The theme of VS Code, which it writes on the body of every page. */
export function themeOfThePage(): Theme {
  const { classList } = document.body;
  if (classList.contains('vscode-high-contrast-light')) return 'high-contrast';
  return classList.contains('vscode-dark') || classList.contains('vscode-high-contrast') ? 'dark' : 'light';
}

export function whenThemeChanges(tell: (theme: Theme) => void): void {
  let known = themeOfThePage();
  new MutationObserver(() => {
    const now = themeOfThePage();
    if (now === known) return;
    known = now;
    tell(now);
  }).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
