// The page of the live diagram. It shows what it is sent, and keeps it over reloads.
import { DrawingView } from './drawing-view.js';
import { ElementTree } from './element-tree.js';
import { host } from './host.js';
import { useInter } from './inter.js';
import { type DrawingSource, messagesVersion, type ShownDrawing, type ToPage } from './messages.js';
import { Minimap } from './minimap.js';
import { pictureOf } from './picture.js';
import { Search } from './search.js';
import { type Place, Stage } from './stage.js';
import { themeOfThePage, whenThemeChanges } from './theme.js';
import { Toolbar } from './toolbar.js';
import { word } from './words.js';

/** What is on screen, as it comes back after a reload. */
interface Kept {
  readonly version: number;
  readonly drawing: ShownDrawing;
  readonly selected: readonly string[];
  readonly source: DrawingSource;
  readonly place: Place | undefined;
}

let kept: Kept | undefined;

useInter();

const notice = element('p', 'notice');
notice.setAttribute('role', 'status');
notice.textContent = word('Drawing ...');

const stage = new Stage((place) => {
  minimap.move();
  if (kept !== undefined) keep({ ...kept, place });
});
const view = new DrawingView({ onChosen: reveal, onFocused: (box) => stage.show(box) });
const tree = new ElementTree({ onChosen: reveal, onVisited: (id) => look(id) });
const search = new Search({ onFound: (id) => look(id), onLeft: () => view.focus() });
const minimap = new Minimap(stage);
const toolbar = new Toolbar([
  { name: 'search', label: word('Search'), key: '/', act: () => search.open() },
  { name: 'list', label: word('Elements'), key: 'e', act: () => tree.toggle() },
  { name: 'zoom-out', label: word('Zoom out'), key: '-', act: () => stage.zoom(1 / 1.25) },
  { name: 'zoom-in', label: word('Zoom in'), key: '+', act: () => stage.zoom(1.25) },
  { name: 'actual', label: word('Actual size'), key: '1', act: () => stage.actualSize() },
  { name: 'fit', label: word('Show all'), key: '0', act: () => stage.fit() },
  { name: 'svg', label: word('Save as SVG'), act: () => void save('svg') },
  { name: 'png', label: word('Save as PNG'), act: () => void save('png') },
]);

stage.hold(view.element);
document.body.append(toolbar.element, search.element, tree.element, stage.element, minimap.element, view.facts, notice);

addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.version === messagesVersion) hear(data);
});
addEventListener('keydown', (event) => {
  if (event.target instanceof HTMLInputElement || event.altKey) return;
  const isSearch = (event.ctrlKey || event.metaKey) && event.key === 'f';
  if (isSearch) search.open();
  else if (event.ctrlKey || event.metaKey || !(toolbar.press(event.key) || stage.press(event))) return;
  event.preventDefault();
});
whenThemeChanges((theme) => host.tell({ is: 'theme', theme }));

restore();

function hear(message: ToPage): void {
  if (message.is === 'drawing')
    show({ version: messagesVersion, drawing: message.drawing, selected: message.selected, source: message.source, place: kept?.place });
  else if (message.is === 'selection') select(message.selected);
  else if (message.is === 'failure') say(kept === undefined ? message.reason : `${word('Shown as it was before')}: ${message.reason}`);
  else void save(message.format);
}

function show(next: Kept): void {
  const before = kept?.drawing;
  if (!view.draws(next.drawing.svg)) return say(word('Drawing ...'));
  stage.holdsStill(view, next.drawing.stamp !== before?.stamp && next.drawing.title !== before?.title ? undefined : next.selected[0]);
  keep(next);
  tree.show(next.drawing.elements, (id) => view.zoneOf(id));
  search.among(next.drawing.elements);
  minimap.show(view);
  select(next.selected);
  say(next.drawing.problems.length > 0 ? `${word('Not on the drawing')}: ${next.drawing.problems.join(' ')}` : '');
}

function select(selected: readonly string[]): void {
  view.select(selected);
  tree.select(selected);
  if (kept !== undefined) keep({ ...kept, selected });
  const box = view.boxOf(selected[0]);
  if (box !== undefined) stage.show(box);
}

/** Lights an element without moving the cursor in the text. */
function look(id: string): void {
  view.select([id]);
  const box = view.boxOf(id);
  if (box !== undefined) stage.show(box);
}

function reveal(id: string): void {
  const type = kept?.drawing.elements.find((element) => element.id === id)?.type;
  host.tell({ is: 'reveal', id, ...(type !== undefined && { type }) });
}

async function save(format: 'svg' | 'png'): Promise<void> {
  if (kept !== undefined) host.tell({ is: 'exported', format, content: await pictureOf(kept.drawing.svg, format) });
}

function say(text: string): void {
  notice.textContent = text;
  notice.hidden = text === '';
}

function keep(next: Kept): void {
  kept = next;
  host.keep(next);
}

function restore(): void {
  const before = host.kept() as Kept | undefined;
  const isOurs = before?.version === messagesVersion;
  if (isOurs) {
    kept = before;
    show(before);
    if (before.place !== undefined) stage.moveTo(before.place);
  }
  host.tell({ is: 'ready', theme: themeOfThePage(), ...(isOurs && { source: before.source }) });
}

function element(tag: string, name: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
