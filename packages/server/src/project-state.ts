import type { Project } from '@weir/workspace';
import { type Analysis, analyse } from './analysis.js';
import { type CallOff, type Surroundings, takeTurns } from './surroundings.js';

export interface Watching {
  readonly onAnalysis: (state: ProjectState, analysis: Analysis) => void;
  readonly onError: (error: unknown) => void;
  /** How the editor spells an address. */
  readonly spelt: (uri: string) => string;
  /** Opens a progress bar for the first, long analysis; what it gives reports and, without a text, closes it. */
  readonly progress: (title: string) => Promise<(doing?: string, percentage?: number) => void>;
}

/** Rapid typing is one change: nothing is done before the keys rest for so long. */
const pause = 80;

/** A project while it is being edited: read, kept up to date, analysed after every change. */
export class ProjectState {
  readonly origin: string;
  readonly folder: string;
  /** It is not a folder but one file, which belongs to no project. */
  readonly lone: string | undefined;
  project: Project | undefined;
  analysis: Analysis | undefined;
  private readonly load: () => Promise<Project>;
  private readonly surroundings: Surroundings;
  private readonly watching: Watching;
  private readonly changed = new Map<string, string>();
  private mustRead = true;
  private version = 0;
  private doneVersion = 0;
  private isRunning = false;
  private isGone = false;
  private timer: CallOff | undefined;
  private readonly waiting: { readonly version: number; readonly stage: 'bound' | 'checked'; readonly tell: () => void }[] = [];

  constructor(
    place: { readonly origin: string; readonly folder: string; readonly lone?: string },
    load: () => Promise<Project>,
    surroundings: Surroundings,
    watching: Watching,
  ) {
    this.origin = place.origin;
    this.folder = place.folder;
    this.lone = place.lone;
    this.load = load;
    this.surroundings = surroundings;
    this.watching = watching;
  }

  /** Files came, went or changed where they are kept. */
  readAgain(): void {
    this.mustRead = true;
    this.changed.clear();
    this.plan();
  }

  /** The text of a file changed in the editor. */
  edit(name: string, text: string): void {
    this.changed.set(name, text);
    this.plan();
  }

  /** The reference date moved, or a setting. */
  checkAgain(): void {
    this.plan();
  }

  /** Nothing more is done or told. */
  leave(): void {
    this.isGone = true;
    this.timer?.();
    for (const { tell } of this.waiting.splice(0)) tell();
  }

  /** Resolves when all changes so far are bound, or checked too. */
  async settled(stage: 'bound' | 'checked' = 'checked'): Promise<void> {
    if (this.isGone || this.version === this.doneVersion) return;
    const { version } = this;
    await new Promise<void>((tell) => {
      this.waiting.push({ version, stage, tell });
    });
  }

  /** Reads what there is to read at once, so that it is known which files belong here. */
  async read(): Promise<Project> {
    if (!this.mustRead && this.project !== undefined) return this.project;
    this.mustRead = false;
    this.project = await this.load();
    return this.project;
  }

  private plan(): void {
    if (this.isGone) return;
    this.version++;
    this.timer?.();
    this.timer = this.surroundings.later(this.analysis === undefined ? 0 : pause, () => {
      this.timer = undefined;
      if (!this.isRunning) this.run().catch(this.watching.onError);
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    try {
      // A change that comes meanwhile has a timer of its own, and begins anew when that has run.
      while (this.doneVersion !== this.version && this.timer === undefined && !this.isGone) await this.runOnce(this.version);
    } finally {
      this.isRunning = false;
      if (this.doneVersion !== this.version && this.timer === undefined && !this.isGone) this.giveUp();
    }
  }

  private async runOnce(version: number): Promise<void> {
    const isAbandoned = () => this.version !== version || this.isGone;
    const report = this.analysis === undefined ? await this.watching.progress('Weir') : undefined;
    try {
      const project = this.withChanges(await this.read());
      this.project = project;
      const terms = {
        origin: this.origin,
        spelt: this.watching.spelt,
        today: this.surroundings.today(),
        takeTurns: () => takeTurns(this.surroundings),
        isAbandoned,
        ...(report && { onProgress: report }),
      };
      for await (const analysis of analyse(project, this.analysis, terms)) {
        if (this.isGone) return;
        this.analysis = analysis;
        this.tell(version, analysis.isChecked ? 'checked' : 'bound');
        this.watching.onAnalysis(this, analysis);
        if (isAbandoned()) return;
        if (analysis.isChecked) this.doneVersion = version;
      }
    } finally {
      report?.();
    }
  }

  /** It failed, which is a bug; whoever waits must not wait for ever. */
  private giveUp(): void {
    this.doneVersion = this.version;
    for (const { tell } of this.waiting.splice(0)) tell();
  }

  private tell(version: number, stage: 'bound' | 'checked'): void {
    for (let index = this.waiting.length - 1; index >= 0; index--) {
      const waiter = this.waiting[index];
      if (waiter === undefined || waiter.version > version || (waiter.stage === 'checked' && stage === 'bound')) continue;
      this.waiting.splice(index, 1);
      waiter.tell();
    }
  }

  private withChanges(project: Project): Project {
    if (this.changed.size === 0) return project;
    const changed = new Map(this.changed);
    this.changed.clear();
    const files = project.files.map((file) => {
      const text = changed.get(file.name);
      return text === undefined || text === file.text ? file : { ...file, text };
    });
    return { ...project, files };
  }
}
