export interface Progress {
  readonly show: (doing: string) => void;
  /** Gives the line back to whoever writes next. */
  readonly clear: () => void;
}

/** Whoever waits less than this needs no words, in milliseconds. */
const patience = 1000;
const between = 100;
/** Columns of a terminal that does not say. */
const usualWidth = 80;
const clearLine = '\r\u001b[K';

/** Shows on a terminal what is being done once it has taken a while, in one line that is gone when the result comes. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  let next = performance.now() + patience;
  let isShown = false;
  return {
    show: (doing) => {
      if (!stream.isTTY || performance.now() < next) return;
      next = performance.now() + between;
      isShown = true;
      // What does not fit would wrap, and a wrapped line cannot be taken back.
      stream.write(clearLine + doing.slice(0, (stream.columns || usualWidth) - 1));
    },
    clear: () => {
      if (isShown) stream.write(clearLine);
      isShown = false;
    },
  };
}
