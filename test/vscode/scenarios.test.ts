import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, seen } from './desk.js';

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk?.close());

test('the first minute: from an empty folder to a plant with its drawing', async () => {
  const folder = desk.folder({});
  const window = await desk.window(folder);
  await seen(window, 'first-minute', async () => {
    await window.command('Weir: New Landscape');
    await window.page.locator('.tab', { hasText: 'site.weir' }).first().waitFor();
    const diagram = await window.webview('.drawing');
    await diagram.locator('.card-group').first().waitFor();
    expect(await diagram.locator('.card-group').count()).toBeGreaterThan(4);
    await window.picture('first-minute');
    expect(readdirSync(folder).toSorted()).toEqual(['organisation.weir', 'products.weir', 'site.weir', 'weir.json']);
  });
});

test('typing, hovering, fixing and renaming across files', async () => {
  const folder = desk.folder({
    'weir.json': '{ "name": "plant" }\n',
    'roles.weir': 'role automation-manager "Automation manager"\n',
    'plant.weir': 'zone kiln "Kiln" { level: 1   owner: automation-manager }\n\n',
    'links.weir': '// No systems yet.\n',
  });
  const window = await desk.window(folder, { file: 'plant.weir' });
  await seen(window, 'writing', async () => {
    await window.goTo(2);
    await window.page.keyboard.type('system plc "Kiln PLC" { kind: plc   zone: kiln ');
    expect(await window.problems('has no owner')).toContainEqual(expect.stringContaining('unowned-system'));
    await window.line('system plc').click();
    expect(await window.hover('plc', 'has no owner')).toContain('owner');
    await window.picture('writing-finding');
    await window.page.mouse.move(5, 5);
    await window.goTo(2, 8);
    await window.page.keyboard.press('Control+.');
    await window.page.locator('.action-widget .monaco-list-row').first().waitFor();
    await window.picture('writing-fixes');
    await window.page.keyboard.press('Escape');
    await window.goTo(2, 48);
    await window.page.keyboard.type(' owner: automation-manager');
    await window.page.locator('.markers-panel', { hasNotText: 'unowned-system' }).waitFor();

    await window.open('roles.weir');
    await window.goTo(1, 8);
    await window.page.keyboard.press('F2');
    const box = window.page.locator('.rename-box input');
    await box.fill('plant-manager');
    await window.page.keyboard.press('Enter');
    await window.line('plant-manager').waitFor();
    await window.open('plant.weir');
    await window.line('owner: plant-manager }').waitFor();
    await window.picture('writing-renamed');
  });
});

describe('the diagram', () => {
  test('follows the cursor and the text, and is followed back', async () => {
    const folder = desk.copy('examples/first-plant');
    const window = await desk.window(folder, { file: 'lime-kiln.weir' });
    await seen(window, 'diagram', async () => {
      await window.goTo(12, 12);
      await window.command('Weir: Open Diagram');
      const diagram = await window.webview('.drawing');
      await diagram.locator('.card-group.selected[data-id="koskenranta.lime-kiln.plc"]').waitFor();
      await window.picture('diagram-cursor');

      await diagram.locator('.card-group[data-id="koskenranta.lime-kiln.bms"]').click();
      await window.page.locator('.statusbar-item', { hasText: 'Ln 29,' }).waitFor();
      await diagram.locator('.card-group.selected[data-id="koskenranta.lime-kiln.bms"]').waitFor();

      await diagram.locator('button[aria-label="Zoom in"]').click();
      await diagram.locator('button[aria-label="Zoom in"]').click();
      const place = () => diagram.locator('.drawing').getAttribute('style');
      const before = /scale\((.*?)\)/.exec((await place()) ?? '')?.[1];
      await window.goTo(29, 17);
      await window.page.keyboard.type('New ');
      await diagram.locator('.card-group[aria-label^="New Burner management"]').waitFor();
      expect(/scale\((.*?)\)/.exec((await place()) ?? '')?.[1]).toBe(before);
      await window.picture('diagram-zoomed');
    });
  });

  test('is searched and walked through without a mouse', async () => {
    const folder = desk.copy('examples/first-plant');
    const window = await desk.window(folder, { file: 'lime-kiln.weir' });
    await seen(window, 'diagram-keys', async () => {
      await window.command('Weir: Open Diagram');
      const diagram = await window.webview('.drawing');
      await diagram.locator('.card-group').first().waitFor();
      await diagram.locator('button[aria-label="Search"]').click();
      await diagram.locator('.search input').fill('drive');
      await diagram.locator('.card-group.selected[data-id="koskenranta.lime-kiln.drive"]').waitFor();
      await diagram.locator('.search input').press('Escape');
      await diagram.locator('button[aria-label="Elements"]').click();
      await diagram.locator('[role=treeitem]').first().waitFor();
      await window.picture('diagram-elements');
      await diagram.locator('[role=treeitem][data-id="koskenranta.lime-kiln.plc"]').click();
      await diagram.locator('.card-group.selected[data-id="koskenranta.lime-kiln.plc"]').waitFor();
      await window.page.keyboard.press('Enter');
      await window.page.locator('.statusbar-item', { hasText: 'Ln 12,' }).waitFor();
    });
  });

  test('survives a reload of the window', async () => {
    const folder = desk.copy('examples/first-plant');
    // A window whose address names a file opens that file and nothing else, also when it is loaded again.
    const window = await desk.window(folder);
    await seen(window, 'diagram-reloaded', async () => {
      await window.open('lime-kiln.weir');
      await window.command('Weir: Open Diagram');
      await (await window.webview('.drawing')).locator('.card-group').first().waitFor();
      const reloaded = window.page.waitForEvent('load');
      await window.command('Developer: Reload Window');
      await reloaded;
      await window.isOpen();
      await (await window.webview('.drawing')).locator('.card-group').first().waitFor();
      await window.picture('diagram-reloaded');
    });
  });

  test.each([
    ['light', 'Default Light Modern', 1],
    ['dark', 'Default Dark Modern', 1.5],
    ['high contrast', 'Default High Contrast', 2],
    ['high contrast light', 'Default High Contrast Light', 1],
  ])('is drawn in the colours of the theme: %s', async (name, theme, scale) => {
    const folder = desk.folder({ '.vscode/settings.json': JSON.stringify({ 'workbench.colorTheme': theme }) });
    const window = await desk.window(folder, { scale, width: 1280, height: 800 });
    await seen(window, `diagram-${name}`, async () => {
      await window.command('Weir: New Landscape');
      const diagram = await window.webview('.drawing');
      await diagram.locator('.card-group').first().waitFor();
      const page = await diagram.locator('.page').evaluate(fillOf);
      await window.picture(`diagram-${name.replaceAll(' ', '-')}`);
      expect(page).toBe(
        {
          light: 'rgb(255, 255, 255)',
          dark: 'rgb(15, 23, 32)',
          'high contrast': 'rgb(0, 0, 0)',
          'high contrast light': 'rgb(255, 255, 255)',
        }[name],
      );
    });
  });
});

/** Runs in the page; the tests themselves know no DOM. */
function fillOf(part: unknown): string {
  const page = globalThis as unknown as { getComputedStyle(part: unknown): { readonly fill: string } };
  return page.getComputedStyle(part).fill;
}

test('broken files: what can be read is read, and mistakes are said where they are', async () => {
  const folder = desk.folder({
    'weir.json': '{ "name": "plant", "profil": 1 }\n',
    'good.weir': 'role keeper\nsystem plc "PLC" { kind: plc   owner: keeper }\n',
    'open.weir': 'system hmi "HMI" {\n  kind: hmi\n',
    'deep.weir': `${'area a { '.repeat(300)}\n`,
    'bytes.weir': 'system x "\u0000\ud83d" { kind plc }\n',
  });
  const window = await desk.window(folder, { file: 'open.weir' });
  await seen(window, 'broken', async () => {
    expect((await window.problems('deep.weir')).length).toBeGreaterThan(3);
    await window.open('good.weir');
    await window.line('system plc').waitFor();
    expect(await window.hover('keeper', 'role')).toContain('keeper');
    await window.picture('broken');
  });
});

test('a workspace of 200 files is checked, and one of them mended', async () => {
  const mill = 'role automation-manager "Automation manager"\nsite mill "Mill" { zone cell { level: 1   owner: automation-manager } }\n';
  const files = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => {
      const owner = index === 117 ? '' : '   owner: automation-manager';
      return [
        `line-${index}.weir`,
        `extend mill {\n  area line-${index} {\n    zone: cell${owner}\n    system plc { kind: plc }\n  }\n}\n`,
      ];
    }),
  );
  const folder = desk.folder({ 'weir.json': '{ "name": "two hundred" }\n', 'mill.weir': mill, ...files });
  const window = await desk.window(folder, { file: 'line-117.weir' });
  await seen(window, 'two-hundred', async () => {
    expect(await window.problems('"mill.line-117.plc" has no owner', 'has no owner')).toContainEqual(
      expect.stringContaining('unowned-system'),
    );
    await window.picture('two-hundred');
    await window.line('zone: cell').click();
    await window.page.keyboard.press('End');
    await window.page.keyboard.type('   owner: automation-manager');
    await window.page.locator('.markers-panel', { hasNotText: 'unowned-system' }).waitFor();
  });
});

test('the side bar lists findings and places', async () => {
  const folder = desk.copy('examples/first-plant');
  const window = await desk.window(folder, { file: 'lime-kiln.weir' });
  await seen(window, 'side-bar', async () => {
    await window.command('View: Show Weir');
    await window.page.locator('.pane-body .monaco-list-row', { hasText: 'open-path-to-controller' }).first().waitFor();
    await window.command('Weir: Group Findings by Owner');
    await window.page.locator('.pane-body .monaco-list-row', { hasText: 'Automation manager' }).first().waitFor();
    await window.page.locator('.pane-body .monaco-list-row', { hasText: 'Lime kiln' }).first().waitFor();
    await window.picture('side-bar');
  });
});

test('what was written to disk is what was typed', async () => {
  const folder = desk.folder({ 'a.weir': 'role keeper\n' });
  const window = await desk.window(folder, { file: 'a.weir' });
  await seen(window, 'saving', async () => {
    await window.goTo(2);
    await window.page.keyboard.type('role   helper');
    // The server knows the text as soon as its symbols are there.
    await window.page.locator('.breadcrumbs-control', { hasText: 'helper' }).waitFor();
    await window.command('Format Document');
    // A locator takes any blanks for one.
    await expect
      .poll(async () => (await window.line('helper').textContent())?.replaceAll('\u00a0', ' '), { timeout: 60_000 })
      .toBe('role helper');
    await window.page.keyboard.press('Control+S');
    await expect.poll(() => readFileSync(join(folder, 'a.weir'), 'utf8'), { timeout: 30_000 }).toBe('role keeper\nrole helper\n');
  });
});
