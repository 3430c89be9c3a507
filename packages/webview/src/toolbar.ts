import { type IconName, iconOf } from './icons.js';

interface Tool {
  readonly name: IconName;
  readonly label: string;
  /** The key that does the same. */
  readonly key?: string;
  readonly act: () => void;
}

/** The buttons on top of the drawing. */
export class Toolbar {
  readonly element = document.createElement('header');
  private readonly tools: readonly Tool[];

  constructor(tools: readonly Tool[]) {
    this.tools = tools;
    this.element.className = 'toolbar';
    this.element.setAttribute('role', 'toolbar');
    this.element.append(...tools.map(buttonOf));
  }

  /** Whether a key did something. */
  press(key: string): boolean {
    // Plus stands behind Shift on many keyboards, on the key of the equals sign.
    const tool = this.tools.find((known) => known.key === (key === '=' ? '+' : key));
    tool?.act();
    return tool !== undefined;
  }
}

function buttonOf({ name, label, key, act }: Tool): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.title = key === undefined ? label : `${label} (${key})`;
  button.setAttribute('aria-label', label);
  button.append(iconOf(name));
  button.addEventListener('click', act);
  return button;
}
