import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, seen } from './desk.js';

const plant = {
  'weir.json': '{ "name": "plant" }\n',
  'plant.weir': 'system plc "Kiln PLC" { kind: plc }\n',
};

describe('in Restricted Mode', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open({ settings: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' } });
  });
  afterAll(() => desk?.close());

  test('a stranger’s folder is checked and drawn, for nothing in it is run', async () => {
    const window = await desk.window(desk.folder(plant), { file: 'plant.weir' });
    await seen(window, 'restricted', async () => {
      await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
      expect(await window.problems('has no owner')).toContainEqual(expect.stringContaining('unowned-system'));
      await window.command('Weir: Open Diagram');
      await (await window.webview('.drawing')).locator('.card-group').first().waitFor();
      await window.picture('restricted');
    });
  });
});

describe('in another display language', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open({ language: 'de' });
  });
  afterAll(() => desk?.close());

  test('commands, views and the diagram speak German', async () => {
    const window = await desk.window(desk.folder(plant), { file: 'plant.weir' });
    await seen(window, 'german', async () => {
      await window.command('Weir: Diagramm öffnen');
      const diagram = await window.webview('.drawing');
      await diagram.locator('button[aria-label="Alles zeigen"]').waitFor();
      await window.command('Weir: Befunde nach Standort gruppieren');
      await window.command('View: Show Weir');
      await window.page.locator('.pane-header', { hasText: 'Befunde' }).first().waitFor();
      await window.picture('german');
    });
  });
});

describe('in the oldest VS Code', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open({ age: 'oldest' });
  });
  afterAll(() => desk?.close());

  test('findings are seen, and the diagram is drawn', async () => {
    const window = await desk.window(desk.folder(plant), { file: 'plant.weir' });
    await seen(window, 'oldest', async () => {
      expect(await window.problems('has no owner')).toContainEqual(expect.stringContaining('unowned-system'));
      await window.command('Weir: Open Diagram');
      await (await window.webview('.drawing')).locator('.card-group').first().waitFor();
      await window.picture('oldest');
    });
  });
});
